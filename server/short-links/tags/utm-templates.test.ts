import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAuditLogs } from '#shared/contract/audit.ts'
import {
  createUtmTemplate,
  deleteUtmTemplate,
  listUtmTemplates,
  updateUtmTemplate,
} from '#shared/contract/tags.ts'
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

const create = (name: string) =>
  world.must(createUtmTemplate, { as: owner, params, body: { name, utm_source: 'newsletter' } })

test('a template is created, changed, listed and deleted, each in the log', async () => {
  const made = await create('Newsletter')
  expect(made).toMatchObject({ name: 'Newsletter', utm_source: 'newsletter', utm_medium: '' })
  const at = { ...params, templateId: made.id }
  const body = { utm_medium: 'e-mail', utm_campaign: 'spring & more' }
  expect(await world.must(updateUtmTemplate, { as: owner, params: at, body })).toMatchObject(body)
  await world.must(updateUtmTemplate, { as: owner, params: at, body })
  const listed = await world.must(listUtmTemplates, { as: owner, params })
  expect(listed.data).toMatchObject([{ id: made.id, ...body, can: { update: true, delete: true } }])
  await world.must(deleteUtmTemplate, { as: owner, params: at })
  expect((await world.must(listUtmTemplates, { as: owner, params })).data).toEqual([])
  const log = await world.must(listAuditLogs, { as: owner, params, query: { target: made.id } })
  expect(log.data.map(({ action }) => action)).toEqual([
    'utm_template.deleted',
    'utm_template.updated',
    'utm_template.created',
  ])
})

test('one that holds nothing is refused, also when the last value is taken away', async () => {
  const empty = await world.call(createUtmTemplate, { as: owner, params, body: { name: 'Empty' } })
  expect(empty.error?.details['fields']).toMatchObject([{ field: 'utm_source' }])
  const made = await create('Full')
  const at = { ...params, templateId: made.id }
  const emptied = await world.call(updateUtmTemplate, { as: owner, params: at, body: { utm_source: '' } })
  expect(emptied.status).toBe(400)
})

test('names are unique in any case', async () => {
  await create('Ads')
  const again = await world.call(createUtmTemplate, {
    as: owner,
    params,
    body: { name: 'ADS', utm_source: 'x' },
  })
  expect([again.status, again.error?.code]).toEqual([409, 'name_taken'])
})

test('refusals: no session, no permission, not a member', async () => {
  const made = await create('Kept')
  const at = { ...params, templateId: made.id }
  const viewer = await world.addMember(organization, 'viewer')
  const stranger = await world.newPerson()
  const body = { name: 'New', utm_source: 'x' }
  expect((await world.call(createUtmTemplate, { params, body })).status).toBe(401)
  expect((await world.call(createUtmTemplate, { as: viewer, params, body })).status).toBe(403)
  expect((await world.call(updateUtmTemplate, { as: viewer, params: at, body })).status).toBe(403)
  expect((await world.call(deleteUtmTemplate, { as: viewer, params: at })).status).toBe(403)
  expect((await world.call(updateUtmTemplate, { as: stranger, params: at, body })).status).toBe(404)
  expect((await world.call(deleteUtmTemplate, { as: stranger, params: at })).status).toBe(404)
  expect((await world.call(listUtmTemplates, { as: stranger, params })).status).toBe(404)
})
