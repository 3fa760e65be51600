import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import {
  addDomain,
  askForCertificate,
  deleteDomain,
  getDomain,
  listDomains,
  updateDomain,
  verifyDomain,
} from '#shared/contract/domains.ts'
import { createLink, getLink } from '#shared/contract/links.ts'
import { startDns, type TestDns } from '#test/dns.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'
import { checkDomain } from './check-domain.ts'

let world: World
let dns: TestDns
let owner: Person
let organization: TestOrganization
let params: { orgId: string }

beforeAll(async () => {
  world = await newWorld()
  dns = await startDns()
  world.runtime.config.dnsServers = [dns.address]
  owner = await world.newPerson({ name: 'Olga Owner' })
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
})
afterAll(async () => {
  await world.close()
  await dns.close()
})

const add = (hostname: string, where = organization) =>
  world.must(addDomain, { as: where.owner, params: { orgId: where.id }, body: { hostname } })

const prove = async (hostname: string, where = organization) => {
  const made = await add(hostname, where)
  for (const { type, name, value } of made.records) if (type === 'TXT') dns.texts.set(name, [[value]])
  await checkDomain(world.runtime, { organization_id: where.id, domain_id: made.id })
  return made
}

const visit = async (hostname: string, path: string) => {
  const answer = await world.app.inject({ method: 'GET', url: path, headers: { host: hostname } })
  return { status: answer.statusCode, location: answer.headers.location, text: answer.payload }
}

const ask = async (domain: string) => (await world.call(askForCertificate, { query: { domain } })).status

test('a new domain shows the records to set, and serves nothing', async () => {
  const made = await add('Go.Bücher.example')
  expect(made).toMatchObject({
    hostname: 'go.xn--bcher-kva.example',
    display_name: 'go.bücher.example',
    status: 'pending',
    is_checking: false,
    last_checked_at: null,
    link_count: 0,
    is_default: false,
    can: { update: true, delete: true },
  })
  expect(made.records).toEqual([
    {
      purpose: 'proof',
      type: 'TXT',
      name: '_guildhall.go.xn--bcher-kva.example',
      value: expect.stringMatching(/^guildhall-verification=[0-9a-f]{40}$/),
    },
    { purpose: 'address', type: 'CNAME', name: 'go.xn--bcher-kva.example', value: 'localhost' },
  ])
  const apex = await add('apex-of-a-zone.example')
  expect(apex.records[1]).toMatchObject({ type: 'A', name: 'apex-of-a-zone.example' })
  expect(await visit(made.hostname, '/')).toMatchObject({ status: 404 })
  expect(await ask(made.hostname)).toBe(404)
  const again = await world.call(addDomain, { as: owner, params, body: { hostname: 'GO.bücher.example.' } })
  expect([again.status, again.error?.code]).toEqual([409, 'domain_exists'])
  const refused = await world.call(addDomain, {
    as: owner,
    params,
    body: { hostname: 'https://go.example.com/' },
  })
  expect(refused.error?.details['fields']).toEqual([
    { field: 'hostname', rule: 'must be a hostname alone, without https://' },
  ])
})

test('a proved domain serves its links under its name, and gives both up when it is removed', async () => {
  const { id, hostname } = await prove('go.proved.example')
  const link = await world.must(createLink, {
    as: owner,
    params,
    body: { destination: 'https://example.com/landing', slug: 'Frühling/2027', domain_id: id },
  })
  expect(link.short_url).toContain(`//${hostname}`)
  expect(await visit(hostname, '/fr%C3%BChling/2027')).toMatchObject({
    status: 302,
    location: 'https://example.com/landing',
  })
  expect(await visit(`${hostname.toUpperCase()}.:3000`, '/fr%C3%BChling/2027')).toMatchObject({ status: 302 })
  expect((await visit('localhost:3000', '/fr%C3%BChling/2027')).status).toBe(404)
  expect((await visit('other.example', '/fr%C3%BChling/2027')).status).toBe(404)
  expect((await visit(hostname, '/dashboard')).text).not.toContain('<script')
  expect((await visit(hostname, '/api/me')).status).toBe(404)

  const at = { ...params, domainId: id }
  const set = { root_destination: 'https://example.com/', not_found_destination: 'https://example.com/404' }
  expect((await visit(hostname, '/')).status).toBe(404)
  await world.must(updateDomain, { as: owner, params: at, body: set })
  expect(await visit(hostname, '/')).toMatchObject({ status: 302, location: 'https://example.com/' })
  expect(await visit(hostname, '/nothing')).toMatchObject({
    status: 302,
    location: 'https://example.com/404',
  })

  const kept = await world.call(deleteDomain, { as: owner, params: at })
  expect([kept.status, kept.error?.code, kept.error?.details['link_count']]).toEqual([
    409,
    'domain_has_links',
    1,
  ])
  const gone = await world.must(deleteDomain, { as: owner, params: at, query: { links: 'delete' } })
  expect(gone.message).toBe(`${hostname} was removed with 1 link.`)
  expect((await visit(hostname, '/fr%C3%BChling/2027')).status).toBe(404)
  expect((await world.call(getLink, { as: owner, params: { ...params, linkId: link.id } })).status).toBe(404)
  const other = await world.newOrganization(await world.newPerson())
  await prove(hostname, other)
  expect(await ask(hostname)).toBe(200)
})

test('one of the proved domains is where new links stand', async () => {
  const first = await prove('first.default.example')
  const second = await prove('second.default.example')
  const choose = (domainId: string, is_default = true) =>
    world.must(updateDomain, { as: owner, params: { ...params, domainId }, body: { is_default } })
  await choose(first.id)
  await Promise.all([choose(second.id), choose(first.id), choose(second.id)])
  const { data, shared_host } = await world.must(listDomains, { as: owner, params })
  expect(shared_host).toBe('localhost:3000')
  expect(data.filter(({ is_default }) => is_default)).toHaveLength(1)
  await choose(second.id)
  const link = await world.must(createLink, {
    as: owner,
    params,
    body: { destination: 'https://example.com/' },
  })
  expect(link.domain?.id).toBe(second.id)
  await choose(second.id, false)
  const shared = await world.must(createLink, {
    as: owner,
    params,
    body: { destination: 'https://example.com/' },
  })
  expect(shared.domain).toBeNull()
  const pending = await add('pending.default.example')
  const refused = await world.call(updateDomain, {
    as: owner,
    params: { ...params, domainId: pending.id },
    body: { is_default: true },
  })
  expect([refused.status, refused.error?.code]).toEqual([409, 'domain_not_verified'])
  const log = await world.must(listAuditLogs, { as: owner, params, query: { target: second.id } })
  expect(log.data.map(({ action }) => action)).toContain('domain.updated')
})

test('a domain leads visitors to no other place than the web, and not in circles', async () => {
  const { id, hostname } = await prove('go.circles.example')
  const at = { ...params, domainId: id }
  const set = (body: { root_destination?: string; not_found_destination?: string }) =>
    world.call(updateDomain, { as: owner, params: at, body })
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@example.com',
    'myapp://open',
    '/relative',
    'https://user:secret@example.com/',
    `https://${hostname}/`,
  ]) {
    expect([bad, (await set({ root_destination: bad })).status]).toEqual([bad, 400])
    expect([bad, (await set({ not_found_destination: bad })).status]).toEqual([bad, 400])
  }
  expect((await set({ not_found_destination: `https://${hostname}/lost` })).status).toBe(400)
  expect((await set({ root_destination: `https://${hostname}/welcome` })).status).toBe(200)
})

test('exactly as many domains as the plan allows, also at once', async () => {
  const small = await world.newOrganization(await world.newPerson(), { plan: 'starter' })
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      world.call(addDomain, {
        as: small.owner,
        params: { orgId: small.id },
        body: { hostname: `limit-${index}.example.com` },
      }),
    ),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
  expect(answers.filter(({ error }) => error?.code === 'limit_reached')).toHaveLength(4)
})

test('certificates are for proved hostnames and the instance’s own, however the proxy writes them', async () => {
  const { hostname } = await prove('tls.ask.example')
  expect(await ask(hostname)).toBe(200)
  expect(await ask(`${hostname.toUpperCase()}.`)).toBe(200)
  const answer = await world.call(askForCertificate, { query: { domain: hostname } })
  expect(answer.body).toEqual({ domain: hostname })
  const hostile = [
    'unknown.example',
    '10.0.0.1',
    `${hostname}:443`,
    `x.${hostname}`,
    "a'; drop table domains--",
  ]
  for (const bad of [...hostile, '.', '%', '\u202e', 'a'.repeat(253)])
    expect([bad, await ask(bad)]).toEqual([bad, 404])
  expect(await ask('a'.repeat(5000))).toBe(400)
})

test('a proxy asks for all its visitors from one address and is not turned away', async () => {
  const limited = await newWorld({ areRatesLimited: true })
  try {
    const statuses: number[] = []
    for (let count = 0; count < 400; count++)
      statuses.push((await limited.call(askForCertificate, { query: { domain: 'a.example' } })).status)
    expect(new Set(statuses)).toEqual(new Set([404]))
  } finally {
    await limited.close()
  }
})

test('answers 401, 403 and 404', async () => {
  const { id } = await add('go.guarded.example')
  const at = { ...params, domainId: id }
  const viewer = await world.addMember(organization, 'viewer')
  const body = { hostname: 'go.other.example' }
  expect((await world.call(addDomain, { params, body })).status).toBe(401)
  expect((await world.call(getDomain, { params: at })).status).toBe(401)
  for (const [answer, permission] of [
    [await world.call(addDomain, { as: viewer, params, body }), 'domains.create'],
    [await world.call(updateDomain, { as: viewer, params: at, body: {} }), 'domains.update'],
    [await world.call(verifyDomain, { as: viewer, params: at }), 'domains.update'],
    [await world.call(deleteDomain, { as: viewer, params: at }), 'domains.delete'],
  ] as const)
    expect([answer.status, answer.error?.details['permission']]).toEqual([403, permission])
  const other = await world.newOrganization(await world.newPerson())
  for (const orgId of [other.id, organization.id]) {
    const foreign = { as: other.owner, params: { orgId, domainId: id } }
    expect((await world.call(getDomain, foreign)).status).toBe(404)
    expect((await world.call(updateDomain, { ...foreign, body: {} })).status).toBe(404)
    expect((await world.call(verifyDomain, foreign)).status).toBe(404)
    expect((await world.call(deleteDomain, foreign)).status).toBe(404)
  }
  const foreignLink = await world.call(createLink, {
    as: other.owner,
    params: { orgId: other.id },
    body: { destination: 'https://example.com/', domain_id: id },
  })
  expect(foreignLink.status).toBeGreaterThanOrEqual(400)
})
