import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { archiveLinks, createLinks, deleteLinks, updateLinks } from '#shared/contract/link-bulk.ts'
import { createLink, getLink, listLinks } from '#shared/contract/links.ts'
import { createTag } from '#shared/contract/tags.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

let world: World
let organization: TestOrganization
let owner: Person
let params: { orgId: string }

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson()
  organization = await world.newOrganization(owner)
  params = { orgId: organization.id }
})
afterAll(() => world.close())

const create = (links: Record<string, unknown>[], as: Person = owner) =>
  world.call(createLinks, { as, params, body: { links } })

const newIds = async (count: number): Promise<string[]> => {
  const links = Array.from({ length: count }, (_, index) => ({ destination: `https://example.com/${index}` }))
  const { body } = await create(links)
  return body.results.map(({ id }) => id ?? '')
}

test('a thousand links are created in one call, in the order they were sent', async () => {
  const links = Array.from({ length: 1000 }, (_, index) => ({
    destination: `https://example.com/page/${index}`,
    slug: `bulk-${index}`,
    title: `Page ${index}`,
  }))
  const { status, body } = await create(links)
  expect([status, body.done, body.failed]).toEqual([200, 1000, 0])
  expect(body.results.map(({ link }) => link?.slug)).toEqual(links.map(({ slug }) => slug))
  const query = { search: 'bulk-999' }
  const listed = await world.must(listLinks, { as: owner, params, query })
  expect(listed.data.map(({ destination }) => destination)).toEqual(['https://example.com/page/999'])
})

test('a wrong item fails alone, with the field and the rule', async () => {
  const { body } = await create([
    { destination: 'https://example.com/fine', slug: 'fine-one' },
    { destination: 'javascript:alert(1)' },
    { title: 'No destination' },
    { destination: 'https://example.com', surprise: true },
    { destination: 'https://example.com', slug: 'FINE-one' },
    { destination: 'https://example.com', slug: 'a b' },
    { destination: 'https://example.com', tag_ids: ['tag_01jd0000000000000000000000'] },
    { destination: 'https://example.com/also-fine' },
  ])
  expect(body.results.map(({ status }) => status)).toEqual([
    'done',
    'failed',
    'failed',
    'failed',
    'failed',
    'failed',
    'failed',
    'done',
  ])
  const fieldsOf = (index: number) =>
    ((body.results[index]?.error?.details['fields'] ?? []) as { field: string }[]).map(({ field }) => field)
  expect(fieldsOf(1)).toEqual(['destination'])
  expect(fieldsOf(2)).toEqual(['destination'])
  expect(body.results[3]?.error?.message).toContain('surprise')
  expect(body.results[4]?.error?.code).toBe('slug_taken')
  expect(fieldsOf(5)).toEqual(['slug'])
  expect(fieldsOf(6)).toEqual(['tag_ids'])
  expect([body.done, body.failed]).toEqual([2, 6])
})

test('more than the plan allows: as many as fit, the others with the limit', async () => {
  const free = await world.newOrganization(await world.newPerson(), { plan: 'free' })
  const at = { as: free.owner, params: { orgId: free.id } }
  const some = (length: number) =>
    Array.from({ length }, (_, index) => ({ destination: `https://example.com/${index}` }))
  expect((await world.call(createLinks, { ...at, body: { links: some(990) } })).body.done).toBe(990)
  const { body } = await world.call(createLinks, { ...at, body: { links: some(60) } })
  expect([body.done, body.failed]).toEqual([10, 50])
  expect(body.results.map(({ status }) => status).lastIndexOf('done')).toBe(9)
  expect(body.results[10]?.error).toMatchObject({ code: 'limit_reached', details: { limit: 1000 } })
  expect((await world.must(listLinks, { ...at, query: {} })).total).toBe(1000)
})

test('many are changed, archived, restored and deleted alike, each with its result and in the log', async () => {
  const ids = await newIds(3)
  const unknown = 'link_01jd0000000000000000000000'
  const tag = await world.must(createTag, { as: owner, params, body: { name: 'Bulk' } })
  const body = { ids: [...ids, unknown], set: { is_enabled: false, add_tag_ids: [tag.id] } }
  const changed = await world.must(updateLinks, { as: owner, params, body })
  expect(changed.results.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'failed'])
  expect(changed.results[3]?.error?.code).toBe('not_found')
  const again = await world.must(updateLinks, { as: owner, params, body: { ...body, ids } })
  expect(again.results.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged'])
  const linkId = ids[0] ?? ''
  const link = await world.must(getLink, { as: owner, params: { ...params, linkId } })
  expect(link).toMatchObject({ is_enabled: false, status: 'disabled', tags: [{ name: 'Bulk' }] })
  const archive = (is_archived: boolean) =>
    world.must(archiveLinks, { as: owner, params, body: { ids, is_archived } })
  expect((await archive(true)).done).toBe(3)
  expect((await archive(true)).results.map(({ status }) => status)).toContain('unchanged')
  expect((await archive(false)).done).toBe(3)
  expect((await world.must(deleteLinks, { as: owner, params, body: { ids } })).done).toBe(3)
  expect((await world.must(deleteLinks, { as: owner, params, body: { ids } })).failed).toBe(3)
  const log = await world.must(listAuditLogs, { as: owner, params, query: { target: linkId } })
  expect(log.data.map(({ action }) => action)).toEqual([
    'link.deleted',
    'link.restored',
    'link.archived',
    'link.updated',
    'link.created',
  ])
})

test('links of another organization are not there', async () => {
  const ids = await newIds(1)
  const other = await world.newOrganization(await world.newPerson())
  const there = { as: other.owner, params: { orgId: other.id } }
  const answers = [
    await world.must(updateLinks, { ...there, body: { ids, set: { is_enabled: false } } }),
    await world.must(archiveLinks, { ...there, body: { ids, is_archived: true } }),
    await world.must(deleteLinks, { ...there, body: { ids } }),
  ]
  for (const { failed, results } of answers) {
    expect(failed).toBe(1)
    expect(results[0]?.error?.code).toBe('not_found')
  }
  const linkId = ids[0] ?? ''
  const link = await world.must(getLink, { as: owner, params: { ...params, linkId } })
  expect([link.is_enabled, link.is_archived]).toEqual([true, false])
})

test('refusals: too many, nothing to change, no session, no permission, not a member', async () => {
  const viewer = await world.addMember(organization, 'viewer')
  const stranger = await world.newPerson()
  const made = await world.must(createLink, {
    as: owner,
    params,
    body: { destination: 'https://example.com' },
  })
  const ids = [made.id]
  const many = Array.from({ length: 1001 }, () => ({ destination: 'https://example.com' }))
  expect((await create(many)).status).toBe(400)
  expect((await create([])).status).toBe(400)
  const nothing = await world.call(updateLinks, { as: owner, params, body: { ids, set: {} } })
  expect(nothing.status).toBe(400)
  const calls = [
    (as?: Person) =>
      world.call(createLinks, { ...(as && { as }), params, body: { links: [{ destination: 'x' }] } }),
    (as?: Person) =>
      world.call(updateLinks, { ...(as && { as }), params, body: { ids, set: { is_enabled: true } } }),
    (as?: Person) =>
      world.call(archiveLinks, { ...(as && { as }), params, body: { ids, is_archived: true } }),
    (as?: Person) => world.call(deleteLinks, { ...(as && { as }), params, body: { ids } }),
  ]
  for (const call of calls) {
    expect((await call()).status).toBe(401)
    expect((await call(viewer)).status).toBe(403)
    expect((await call(stranger)).status).toBe(404)
  }
})
