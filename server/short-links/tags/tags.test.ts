import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { createTag, deleteTag, listTags, updateTag } from '#shared/contract/tags.ts'
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

const create = (name: string, color?: string) =>
  world.must(createTag, { as: owner, params, body: { name, ...(color === undefined ? {} : { color }) } })

test('a tag is created, changed and deleted, each in the log', async () => {
  const made = await create('Campaign')
  expect(made).toMatchObject({ name: 'Campaign', color: '#0f766e', link_count: 0, can: { update: true } })
  const at = { ...params, tagId: made.id }
  const changed = await world.must(updateTag, {
    as: owner,
    params: at,
    body: { name: 'Spring', color: '#c53030' },
  })
  expect(changed).toMatchObject({ id: made.id, name: 'Spring', color: '#c53030' })
  await world.must(updateTag, { as: owner, params: at, body: { name: 'Spring' } })
  await world.must(deleteTag, { as: owner, params: at })
  expect((await world.call(deleteTag, { as: owner, params: at })).status).toBe(404)
  const log = await world.must(listAuditLogs, { as: owner, params, query: { target: made.id } })
  expect(log.data.map(({ action }) => action)).toEqual(['tag.deleted', 'tag.updated', 'tag.created'])
})

test('names are unique in a workspace, in any case, also at once', async () => {
  const answers = await Promise.all(
    ['Once', 'ONCE', 'once', 'oNce'].map((name) =>
      world.call(createTag, { as: owner, params, body: { name } }),
    ),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ error }) => error?.code === 'name_taken')).toHaveLength(3)
  const other = await create('Twice')
  const at = { ...params, tagId: other.id }
  const taken = await world.call(updateTag, { as: owner, params: at, body: { name: 'ONCE' } })
  expect([taken.status, taken.error?.code]).toEqual([409, 'name_taken'])
  expect((await world.must(updateTag, { as: owner, params: at, body: { name: 'TWICE' } })).name).toBe('TWICE')
})

test('they are listed by name and searched as typed', async () => {
  const elsewhere = await world.newOrganization(owner)
  const there = { orgId: elsewhere.id }
  for (const name of ['zebra', 'Apple', '100% sure', 'banana'])
    await world.must(createTag, { as: owner, params: there, body: { name } })
  const names = async (search?: string) => {
    const query = search === undefined ? {} : { search }
    return (await world.must(listTags, { as: owner, params: there, query })).data.map(({ name }) => name)
  }
  expect(await names()).toEqual(['100% sure', 'Apple', 'banana', 'zebra'])
  expect(await names('AN')).toEqual(['banana'])
  expect(await names('%')).toEqual(['100% sure'])
  expect(await names('nothing')).toEqual([])
})

test('refusals: bad input, no session, no permission, not a member', async () => {
  const made = await create('Kept')
  const at = { ...params, tagId: made.id }
  const viewer = await world.addMember(organization, 'viewer')
  const stranger = await world.newPerson()
  for (const body of [{ name: '' }, { name: 'x'.repeat(51) }, { name: 'a', color: 'red' }, { name: 'a\nb' }])
    expect((await world.call(createTag, { as: owner, params, body })).status).toBe(400)
  const body = { name: 'New' }
  expect((await world.call(createTag, { params, body })).status).toBe(401)
  const refused = await world.call(createTag, { as: viewer, params, body })
  expect([refused.status, refused.error?.details['permission']]).toEqual([403, 'links.update'])
  expect((await world.call(updateTag, { as: viewer, params: at, body })).status).toBe(403)
  expect((await world.call(deleteTag, { as: viewer, params: at })).status).toBe(403)
  expect((await world.must(listTags, { as: viewer, params })).data[0]?.can).toEqual({
    update: false,
    delete: false,
  })
  expect((await world.call(updateTag, { as: stranger, params: at, body })).status).toBe(404)
  expect((await world.call(deleteTag, { as: stranger, params: at })).status).toBe(404)
  expect((await world.call(listTags, { as: stranger, params })).status).toBe(404)
})
