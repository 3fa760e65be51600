import { afterAll, beforeAll, expect, it } from 'vitest'
import { archiveLink, createLink, deleteLink, updateLink } from '#shared/contract/links.ts'
import { createWebhook } from '#shared/contract/webhooks.ts'
import { newWorld, type Person, type World } from '#test/world.ts'

let world: World
let owner: Person
let params: { orgId: string }

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson()
  params = { orgId: (await world.newOrganization(owner)).id }
})
afterAll(() => world.close())

it('each change of a link is told to webhooks, without notes, password and what the actor may do', async () => {
  await world.must(createWebhook, {
    as: owner,
    params,
    body: {
      name: 'CRM',
      url: 'https://hooks.example.com/crm',
      events: ['link.created', 'link.updated', 'link.deleted'],
    },
  })
  const link = await world.must(createLink, {
    as: owner,
    params,
    body: { destination: 'https://example.com/1', notes: 'For us alone', password: 'open sesame' },
  })
  const at = { as: owner, params: { ...params, linkId: link.id } }
  await world.must(updateLink, { ...at, body: { destination: 'https://example.com/2' } })
  await world.must(updateLink, { ...at, body: { destination: 'https://example.com/2' } })
  await world.must(archiveLink, at)
  await world.must(deleteLink, at)
  const events = await world.runtime.ownerDatabase.kysely
    .selectFrom('webhook_events')
    .select(['type', 'body'])
    .where('organization_id', '=', params.orgId)
    .orderBy('id')
    .execute()
  expect(events.map((event) => event.type)).toEqual([
    'link.created',
    'link.updated',
    'link.updated',
    'link.deleted',
  ])
  for (const { body } of events) {
    const text = JSON.stringify(body)
    expect(text).toContain(link.id)
    expect(text).not.toMatch(/For us alone|sesame|argon2|"can"/)
  }
})
