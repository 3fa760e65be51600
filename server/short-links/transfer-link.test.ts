import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServiceKey } from '#shared/contract/api-keys.ts'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { createLink, getLink, transferLink } from '#shared/contract/links.ts'
import { updateOrganization } from '#shared/contract/organizations.ts'
import { createProject } from '#shared/contract/projects.ts'
import { createQrCode, listQrCodes } from '#shared/contract/qr-codes.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'
import { proveDomainDirectly } from '#test/world-queries.ts'

type Input = RouteRequest<typeof createLink>['body']

let world: World
let owner: Person
let here: TestOrganization
let there: TestOrganization

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
  here = await world.newOrganization(owner, { name: 'Here' })
  there = await world.newOrganization(owner, { name: 'There' })
})
afterAll(() => world.close())

const HERE = 'https://example.com/'
const make = (body: Partial<Input> = {}) =>
  world.must(createLink, { as: owner, params: { orgId: here.id }, body: { destination: HERE, ...body } })
const move = (linkId: string, to: string, as: Person | string = owner) =>
  world.call(transferLink, { as, params: { orgId: here.id, linkId }, body: { organization_id: to } })
const readIn = (orgId: string, linkId: string, as = owner) =>
  world.call(getLink, { as, params: { orgId, linkId } })
// Robots use up no visit.
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const follow = (slug: string) =>
  world.app.inject({ method: 'GET', url: `/${slug}`, headers: { 'user-agent': BROWSER } })

describe('a link that moves', () => {
  it('takes its address, password, rules and QR codes along; project and tags stay', async () => {
    const at = { as: owner, params: { orgId: here.id } }
    const project = await world.must(createProject, { ...at, body: { name: 'Spring' } })
    const link = await make({
      slug: 'on-tour',
      title: 'Tour',
      project_id: project.id,
      external_id: 'tour-1',
      password: 'open sesame',
      rules: [{ conditions: { countries: ['DE'] }, destination: `${HERE}de` }],
    })
    const code = await world.must(createQrCode, { ...at, body: { link_id: link.id, name: 'Poster' } })
    expect((await move(link.id, there.id)).status).toBe(200)
    expect((await readIn(here.id, link.id)).status).toBe(404)
    const { body } = await readIn(there.id, link.id)
    expect(body).toMatchObject({
      slug: 'on-tour',
      title: 'Tour',
      has_password: true,
      external_id: 'tour-1',
      rules: link.rules,
      project: null,
      tags: [],
    })
    const codes = await world.must(listQrCodes, { as: owner, params: { orgId: there.id } })
    expect(codes.data.map(({ id, name }) => [id, name])).toEqual([[code.id, 'Poster']])
  })

  it('answers on, and where it leads is its new workspace’s matter', async () => {
    const link = await make({ slug: 'answers-on' })
    expect((await follow('answers-on')).headers.location).toBe(HERE)
    await move(link.id, there.id)
    expect((await follow('answers-on')).headers.location).toBe(HERE)
    const rows = await world.runtime.ownerDatabase.kysely
      .selectFrom('addresses')
      .select(['organization_id', 'released_at'])
      .where('slug_key', '=', 'answers-on')
      .execute()
    expect(rows).toEqual([{ organization_id: there.id, released_at: null }])
  })

  it('is in both logs', async () => {
    const link = await make()
    await move(link.id, there.id)
    const entriesIn = async (orgId: string) =>
      (
        await world.must(listAuditLogs, { as: owner, params: { orgId }, query: { target: link.id } })
      ).data.map(({ action, targets }) => [action, targets[1]?.name])
    expect(await entriesIn(here.id)).toEqual([
      ['link.transferred', 'There'],
      ['link.created', undefined],
    ])
    expect(await entriesIn(there.id)).toEqual([['link.received', 'Here']])
  })

  it('keeps what its click limit has let through', async () => {
    const link = await make({ slug: 'counted', click_limit: 2 })
    await follow('counted')
    await move(link.id, there.id)
    expect((await follow('counted')).statusCode).toBe(302)
    expect((await follow('counted')).statusCode).not.toBe(302)
  })

  it('comes back as it went', async () => {
    const link = await make()
    await move(link.id, there.id)
    const back = await world.call(transferLink, {
      as: owner,
      params: { orgId: there.id, linkId: link.id },
      body: { organization_id: here.id },
    })
    expect([back.status, (await readIn(here.id, link.id)).status]).toEqual([200, 200])
  })
})

describe('is refused', () => {
  it('to a workspace of others, as if there were none', async () => {
    const strangers = await world.newOrganization(await world.newPerson())
    const link = await make()
    expect((await move(link.id, strangers.id)).status).toBe(404)
    expect((await move(link.id, here.id)).status).toBe(400)
    expect((await readIn(here.id, link.id)).status).toBe(200)
  })

  it('without links.delete here, or links.create there', async () => {
    const member = await world.addMember(here, 'member')
    const own = await world.newOrganization(member)
    const link = await make()
    const refused = await move(link.id, own.id, member)
    expect([refused.status, refused.error?.details['permission']]).toEqual([403, 'links.delete'])
    const guest = await world.addMember(there, 'viewer')
    const theirs = await world.newOrganization(guest)
    const away = await world.must(createLink, {
      as: guest,
      params: { orgId: theirs.id },
      body: { destination: HERE },
    })
    const denied = await world.call(transferLink, {
      as: guest,
      params: { orgId: theirs.id, linkId: away.id },
      body: { organization_id: there.id },
    })
    expect([denied.status, denied.error?.details['permission']]).toEqual([403, 'links.create'])
  })

  it('to a key of the organization: it has no other workspace', async () => {
    const key = await world.must(createServiceKey, {
      as: owner,
      params: { orgId: here.id },
      body: { name: 'Sync', scopes: ['links.read', 'links.create', 'links.delete'] },
    })
    expect((await move((await make()).id, there.id, key.secret)).status).toBe(404)
  })

  it('past the limit of the plan there, and the link stays', async () => {
    const full = await world.newOrganization(owner, { name: 'Full', plan: 'free' })
    const rows = Array.from({ length: 1000 }, (_, index) => ({
      organization_id: full.id,
      id: `link_${index}`,
      slug: `s${index}`,
      slug_key: `s${index}`,
      destination: HERE,
    }))
    await world.runtime.ownerDatabase.kysely.insertInto('links').values(rows).execute()
    const link = await make()
    expect((await move(link.id, full.id)).error?.code).toBe('limit_reached')
    expect((await readIn(here.id, link.id)).status).toBe(200)
  })

  it('for links on a custom domain, and for external ids that are taken there', async () => {
    const domain_id = await proveDomainDirectly(world.runtime, here.id, 'stay.example')
    const answer = await move((await make({ domain_id })).id, there.id)
    expect([answer.status, answer.error?.code]).toEqual([409, 'on_custom_domain'])
    await world.must(createLink, {
      as: owner,
      params: { orgId: there.id },
      body: { destination: HERE, external_id: 'twice' },
    })
    expect((await move((await make({ external_id: 'twice' })).id, there.id)).error?.code).toBe(
      'external_id_taken',
    )
  })
})

it('waits for approval where it arrives, when its mover may not approve there', async () => {
  const body = { settings: { requireApprovalForLinks: true } }
  await world.must(updateOrganization, { as: owner, params: { orgId: there.id }, body })
  const member = await world.addMember(there, 'member')
  const home = await world.newOrganization(member)
  const link = await world.must(createLink, {
    as: member,
    params: { orgId: home.id },
    body: { destination: HERE },
  })
  await world.must(transferLink, {
    as: member,
    params: { orgId: home.id, linkId: link.id },
    body: { organization_id: there.id },
  })
  expect((await readIn(there.id, link.id)).body.status).toBe('pending')
})
