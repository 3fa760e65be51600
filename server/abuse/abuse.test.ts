import { afterAll, beforeAll, expect, test } from 'vitest'
import { DomainError } from '#server/kernel/errors.ts'
import { decideAbuseReport, listAbuseReports } from '#shared/contract/abuse.ts'
import { setUp } from '#shared/contract/account.ts'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { createLink, deleteLink, getLink, transferLink, updateLink } from '#shared/contract/links.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'
import { type AbuseReportInput, reportAbuse } from './report-abuse.ts'

let world: World
let operator: string
let owner: Person
let organization: TestOrganization
let params: { orgId: string }
let reporters = 0

beforeAll(async () => {
  world = await newWorld()
  const first = { name: 'Oper Ator', email: 'operator@example.com', password: 'correct horse battery staple' }
  operator = (await world.must(setUp, { body: { ...first, organization_name: 'Host' } })).token
  owner = await world.newPerson({ name: 'Olga Owner' })
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
})
afterAll(() => world.close())

/** Each from an address of its own, unless one is given. */
const report = (input: Partial<AbuseReportInput>, ip?: string) => {
  reporters += 1
  const whole = { url: 'http://localhost:3000/none', reason: 'phishing', details: '', email: null, ...input }
  return reportAbuse(world.runtime, whole, { ip: ip ?? `198.51.100.${reporters}` })
}
const refusalOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt
    return 'accepted'
  } catch (error) {
    if (error instanceof DomainError) return `${error.status} ${error.message}`
    throw error
  }
}
const newLink = () =>
  world.must(createLink, { as: owner, params, body: { destination: 'https://example.com/trap' } })
const visit = async (shortUrl: string) =>
  (
    await world.app.inject({
      method: 'GET',
      url: new URL(shortUrl).pathname,
      headers: { host: 'localhost:3000' },
    })
  ).statusCode
const reportsOf = async (linkId: string) => {
  const { data } = await world.must(listAbuseReports, { as: operator, query: { status: 'all', limit: 200 } })
  return data.filter(({ link_id }) => link_id === linkId)
}
const decide = (reportId: string, decision: 'block' | 'dismiss') =>
  world.must(decideAbuseReport, { as: operator, params: { reportId }, body: { decision } })

test('a report names its link however the address is written, and answers the same for what is not there', async () => {
  const link = await newLink()
  const bare = link.short_url.replace(/^http:\/\//, 'http://')
  const answers = await Promise.all(
    [
      bare,
      `${bare}+`,
      `${bare}/`,
      `${bare}?utm_source=x#y`,
      bare.toUpperCase().replace('HTTP://', 'http://'),
    ].map((url) => report({ url, email: 'eve@example.com', details: 'It asks for my\npassword' })),
  )
  const unknown = await Promise.all(
    [
      'http://localhost:3000/unknown',
      'https://elsewhere.example/x',
      'http://localhost:3000/%ff',
      'x.example/y',
    ].map((url) => report({ url })),
  )
  expect(new Set([...answers, ...unknown].map(({ message }) => message)).size).toBe(1)
  const found = await reportsOf(link.id)
  expect(found).toHaveLength(5)
  expect(found[0]).toMatchObject({
    destination: 'https://example.com/trap',
    organization: { id: organization.id, name: organization.name },
    reason: 'phishing',
    details: 'It asks for my\npassword',
    reporter_email: 'eve@example.com',
    status: 'open',
  })
})

test.each([
  [{ url: '' }, 'url'],
  [{ url: 'http://' }, 'url'],
  [{ url: 'http://a b' }, 'url'],
  [{ url: 'javascript:alert(1)' }, 'url'],
  [{ url: `https://example.com/${'a'.repeat(3000)}` }, 'url'],
  [{ reason: 'boredom' }, 'reason'],
  [{ reason: '__proto__' }, 'reason'],
  [{ details: 'x'.repeat(2001) }, 'details'],
  [{ details: 'a\u0000b' }, 'details'],
  [{ email: 'nobody' }, 'email'],
  [{ email: 'a@b.example\r\nbcc: x@y.example' }, 'email'],
])('a report that says nothing useful is refused (%#)', async (input, field) => {
  expect(await refusalOf(report(input))).toMatch(new RegExp(`^400 ${field}: .`))
})

test('one address reports ten times an hour, whichever of its IPv6 addresses it uses', async () => {
  for (let count = 0; count < 10; count++) await report({}, '203.0.113.9')
  expect(await refusalOf(report({}, '203.0.113.9'))).toMatch(/^429 /)
  for (let count = 0; count < 10; count++) await report({}, `2001:db8:0:1::${count + 1}`)
  expect(await refusalOf(report({}, '2001:db8:0:1:ffff::1'))).toMatch(/^429 /)
  expect(await refusalOf(report({}, '2001:db8:0:2::1'))).toBe('accepted')
  world.clock.advance({ minutes: 61 })
  expect(await refusalOf(report({}, '203.0.113.9'))).toBe('accepted')
})

test('operators are mailed at most once an hour, also when reports come at once', async () => {
  world.clock.advance({ minutes: 61 })
  const mails = async () =>
    (await world.mailsTo('operator@example.com')).filter(({ template }) => template === 'abuse_reported')
  const before = (await mails()).length
  await Promise.all(Array.from({ length: 5 }, () => report({})))
  expect(await mails()).toHaveLength(before + 1)
  world.clock.advance({ minutes: 61 })
  await report({})
  const sent = await mails()
  expect(sent).toHaveLength(before + 2)
  expect(sent.at(-1)?.links).toEqual([`${world.runtime.config.publicUrl}/operator/abuse-reports`])
})

test('an operator blocks a link with all its open reports; the organization is told and can’t lift it', async () => {
  const link = await newLink()
  expect(await visit(link.short_url)).toBe(302)
  for (let count = 0; count < 2; count++) await report({ url: link.short_url })
  const [first] = await reportsOf(link.id)
  const decided = await decide(first?.id ?? '', 'block')
  expect(decided).toMatchObject({ status: 'blocked', organization: { id: organization.id } })
  expect((await reportsOf(link.id)).map(({ status }) => status)).toEqual(['blocked', 'blocked'])
  expect(await visit(link.short_url)).not.toBe(302)
  const at = { as: owner, params: { ...params, linkId: link.id } }
  expect((await world.must(getLink, at)).status).toBe('blocked')
  await world.must(updateLink, { ...at, body: { is_enabled: true, destination: 'https://example.org/' } })
  expect((await world.must(getLink, at)).status).toBe('blocked')
  const log = await world.must(listAuditLogs, { as: owner, params, query: { target: link.id } })
  const blocked = log.data.find(({ action }) => action === 'link.blocked')
  expect(blocked?.actor).toMatchObject({ name: 'The operator of this server' })
  expect(JSON.stringify(log.data)).not.toContain('Oper Ator')
  const subjects = (await world.mailsTo(owner.email)).map(({ subject }) => subject)
  expect(subjects.filter((subject) => subject.endsWith('was blocked'))).toHaveLength(1)

  expect(await decide(first?.id ?? '', 'dismiss')).toMatchObject({ status: 'dismissed' })
  expect((await reportsOf(link.id)).map(({ status }) => status)).toEqual(['dismissed', 'dismissed'])
  expect(await visit(link.short_url)).toBe(302)
  expect((await world.mailsTo(owner.email)).map(({ subject }) => subject)).toContain(
    `A link of ${organization.name} works again`,
  )
})

test('dismissing one report leaves the block that another led to', async () => {
  const link = await newLink()
  await report({ url: link.short_url })
  const [first] = await reportsOf(link.id)
  await decide(first?.id ?? '', 'block')
  await report({ url: link.short_url })
  const open = (await reportsOf(link.id)).find(({ status }) => status === 'open')
  await decide(open?.id ?? '', 'dismiss')
  expect(await visit(link.short_url)).not.toBe(302)
  const at = { as: owner, params: { ...params, linkId: link.id } }
  expect((await world.call(deleteLink, at)).error?.code).toBe('link_blocked')
  await decide(first?.id ?? '', 'dismiss')
  await world.must(deleteLink, at)
  expect(await decide(first?.id ?? '', 'dismiss')).toMatchObject({ status: 'dismissed', destination: null })
})

test('a link moved to another workspace after it was reported is blocked there', async () => {
  const link = await newLink()
  await report({ url: link.short_url })
  const other = await world.newOrganization(owner, { name: 'Elsewhere' })
  const at = { as: owner, params: { ...params, linkId: link.id } }
  await world.must(transferLink, { ...at, body: { organization_id: other.id } })
  const [found] = await reportsOf(link.id)
  expect(found?.organization).toEqual({ id: other.id, name: 'Elsewhere' })
  expect(await decide(found?.id ?? '', 'block')).toMatchObject({ organization: { id: other.id } })
  expect(await visit(link.short_url)).not.toBe(302)
})

test('what names no link can be dismissed but not blocked', async () => {
  await report({ url: 'https://nothing.example/here' })
  const { data } = await world.must(listAbuseReports, { as: operator })
  const found = data.find(({ reported_url }) => reported_url === 'https://nothing.example/here')
  const at = { as: operator, params: { reportId: found?.id ?? '' } }
  const refused = await world.call(decideAbuseReport, { ...at, body: { decision: 'block' } })
  expect([refused.status, refused.error?.code]).toEqual([409, 'no_link'])
  expect(await decide(found?.id ?? '', 'dismiss')).toMatchObject({ status: 'dismissed', organization: null })
})

test('reports are for operators alone', async () => {
  await report({ url: (await newLink()).short_url })
  const { data, total } = await world.must(listAbuseReports, {
    as: operator,
    query: { status: 'all', limit: 1 },
  })
  expect([data.length, total > 1]).toEqual([1, true])
  const at = { params: { reportId: data[0]?.id ?? '' }, body: { decision: 'block' as const } }
  expect((await world.call(listAbuseReports)).status).toBe(401)
  expect((await world.call(decideAbuseReport, at)).status).toBe(401)
  expect((await world.call(listAbuseReports, { as: owner })).status).toBe(403)
  expect((await world.call(decideAbuseReport, { ...at, as: owner })).status).toBe(403)
  const none = {
    params: { reportId: 'abuse_01jd0000000000000000000000' },
    body: { decision: 'block' as const },
  }
  expect((await world.call(decideAbuseReport, { ...none, as: operator })).status).toBe(404)
})
