import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServiceKey } from '#shared/contract/api-keys.ts'
import { listAuditLogs } from '#shared/contract/audit.ts'
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listDeliveries,
  listWebhooks,
  replayDelivery,
  rotateWebhookSecret,
  sendTestEvent,
  updateWebhook,
} from '#shared/contract/webhooks.ts'
import type { Permission } from '#shared/permissions.ts'
import { ALL_WEBHOOK_EVENTS, type WebhookEventType } from '#shared/webhook-events.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'

let world: World
let owner: Person

beforeAll(async () => {
  world = await newWorld()
  owner = await world.newPerson({ name: 'Olga Owner' })
})
afterAll(() => world.close())

const URL_OF_CRM = 'https://hooks.example.com/crm/long-enough-to-be-a-secret?key=abcd'

const create = async (organization: TestOrganization, changes: Record<string, unknown> = {}) =>
  world.must(createWebhook, {
    as: owner,
    params: { orgId: organization.id },
    body: { name: 'CRM', url: URL_OF_CRM, events: ['link.created'], ...changes },
  })

const logOf = async (organization: TestOrganization, target: string) => {
  const { data } = await world.must(listAuditLogs, {
    as: owner,
    params: { orgId: organization.id },
    query: { target },
  })
  return data.reverse()
}

test('a webhook is made, changed, switched off and on, given a new secret and deleted, each in the log', async () => {
  const organization = await world.newOrganization(owner)
  const { secret, ...made } = await create(organization, { events: ['link.created', 'link.created'] })
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(made).toMatchObject({
    name: 'CRM',
    url: URL_OF_CRM,
    events: ['link.created'],
    is_enabled: true,
    last_delivery: null,
    can: { update: true, delete: true },
  })
  const params = { orgId: organization.id, webhookId: made.id }
  const update = (body: Record<string, unknown>) => world.must(updateWebhook, { as: owner, params, body })
  expect(await update({ name: 'Sales' })).toMatchObject({ name: 'Sales', url: URL_OF_CRM })
  expect(await update({ is_enabled: false })).toMatchObject({
    is_enabled: false,
    disabled_at: expect.any(String),
    disabled_reason: null,
  })
  expect(await update({ is_enabled: true })).toMatchObject({ is_enabled: true, disabled_at: null })
  await update({ is_enabled: true, name: 'Sales' })
  const rotated = await world.must(rotateWebhookSecret, { as: owner, params })
  expect(rotated.secret).not.toBe(secret)
  expect(Date.parse(rotated.previous_secret_until ?? '') - world.clock.now().getTime()).toBeGreaterThan(
    86_000_000,
  )
  await world.must(deleteWebhook, { as: owner, params })
  expect((await world.call(getWebhook, { as: owner, params })).status).toBe(404)
  const log = await logOf(organization, made.id)
  expect(log.map(({ action }) => action)).toEqual([
    'webhook.created',
    'webhook.updated',
    'webhook.updated',
    'webhook.updated',
    'webhook.secret_rotated',
    'webhook.deleted',
  ])
  expect(JSON.stringify(log)).not.toContain('long-enough')
})

test('secrets are answered once and stored sealed', async () => {
  const organization = await world.newOrganization(owner)
  const { secret, id } = await create(organization)
  const params = { orgId: organization.id }
  const shown = JSON.stringify([
    await world.must(listWebhooks, { as: owner, params }),
    await world.must(getWebhook, { as: owner, params: { ...params, webhookId: id } }),
  ])
  expect(shown).not.toContain('whsec_')
  const row = await world.runtime.ownerDatabase.kysely
    .selectFrom('webhooks')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(JSON.stringify(row)).not.toContain(secret.slice(6))
  expect(await world.runtime.secrets.unseal(row.sealed_secret ?? '')).toBe(secret)
})

test.each([
  ['ftp://hooks.example.com/', 'http or https'],
  ['javascript:alert(1)', 'http or https'],
  ['hooks.example.com', 'http or https'],
  ['https://ada:secret@hooks.example.com/', 'user name'],
  ['http://127.0.0.1:9000/', 'private'],
  ['http://2130706433/', 'private'],
  ['http://[::ffff:169.254.169.254]/', 'private'],
  ['http://localhost/', 'private'],
  [`https://hooks.example.com/${'x'.repeat(2048)}`, '2048'],
])('the address %s is refused on its field', async (url, words) => {
  const organization = await world.newOrganization(owner)
  const answer = await world.call(createWebhook, {
    as: owner,
    params: { orgId: organization.id },
    body: { name: 'CRM', url, events: ['link.created'] },
  })
  expect(answer.status).toBe(400)
  expect(JSON.stringify(answer.error?.details.fields)).toMatch(new RegExp(`"url".*${words}`))
})

test('a test event and its replay are in the log of deliveries, with one event id', async () => {
  const organization = await world.newOrganization(owner)
  const { id: webhookId } = await create(organization)
  const params = { orgId: organization.id, webhookId }
  for (const type of ['member.joined', 'booking.created', 'link.clicked'] as const)
    await world.must(sendTestEvent, { as: owner, params, body: { type } })
  const list = (query = {}) => world.must(listDeliveries, { as: owner, params, query })
  const all = await list()
  expect(all.data.map((delivery) => delivery.event_type)).toEqual([
    'link.clicked',
    'booking.created',
    'member.joined',
  ])
  const joined = (await list({ type: 'member.joined' })).data[0]
  expect(joined).toMatchObject({
    status: 'pending',
    attempts: 0,
    is_replay: false,
    payload: { type: 'member.joined', data: { is_example: true, member: { name: 'Grace Hopper' } } },
  })
  const replayed = await world.must(replayDelivery, {
    as: owner,
    params: { ...params, deliveryId: joined?.id ?? '' },
  })
  expect(replayed).toMatchObject({ is_replay: true, event_id: joined?.event_id, payload: joined?.payload })
  expect(replayed.id).not.toBe(joined?.id)
  expect(await list({ limit: 2, page: 2 })).toMatchObject({ total: 4, data: [{}, {}] })
  expect((await list({ status: 'delivered' })).total).toBe(0)
  expect((await logOf(organization, webhookId)).map(({ action }) => action).slice(1)).toEqual([
    'webhook.tested',
    'webhook.tested',
    'webhook.tested',
    'webhook.replayed',
  ])

  await world.must(updateWebhook, { as: owner, params, body: { is_enabled: false } })
  const refused = [
    await world.call(sendTestEvent, { as: owner, params, body: { type: 'link.created' } }),
    await world.call(replayDelivery, { as: owner, params: { ...params, deliveryId: replayed.id } }),
  ]
  expect(refused.map(({ error }) => error?.code)).toEqual(['webhook_disabled', 'webhook_disabled'])
  expect(await list({ status: 'pending' })).toMatchObject({ total: 0 })
})

test("one webhook's deliveries are not reached through another", async () => {
  const organization = await world.newOrganization(owner)
  const [one, other] = [await create(organization), await create(organization)]
  const params = { orgId: organization.id, webhookId: one.id }
  await world.must(sendTestEvent, { as: owner, params, body: { type: 'link.created' } })
  const { data } = await world.must(listDeliveries, { as: owner, params })
  const crossed = { orgId: organization.id, webhookId: other.id, deliveryId: data[0]?.id ?? '' }
  expect((await world.call(replayDelivery, { as: owner, params: crossed })).status).toBe(404)
})

test('members lack the permissions, which are named; admins have them', async () => {
  const organization = await world.newOrganization(owner)
  const { id: webhookId } = await create(organization)
  const member = await world.addMember(organization, 'member')
  const admin = await world.addMember(organization, 'admin')
  const params = { orgId: organization.id, webhookId }
  const body = { name: 'Mine', url: URL_OF_CRM, events: ['link.created' as const] }
  const asked = async (as: Person) => [
    await world.call(listWebhooks, { as, params: { orgId: organization.id } }),
    await world.call(createWebhook, { as, params: { orgId: organization.id }, body }),
    await world.call(updateWebhook, { as, params, body: { name: 'Mine' } }),
    await world.call(listDeliveries, { as, params }),
    await world.call(deleteWebhook, { as, params }),
  ]
  expect((await asked(member)).map(({ error }) => error?.details.permission)).toEqual([
    'webhooks.read',
    'webhooks.create',
    'webhooks.update',
    'webhooks.read',
    'webhooks.delete',
  ])
  expect((await asked(admin)).map(({ status }) => status)).toEqual([200, 201, 200, 200, 200])
})

const keyWith = async (organization: TestOrganization, scopes: Permission[]): Promise<string> =>
  (
    await world.must(createServiceKey, {
      as: owner,
      params: { orgId: organization.id },
      body: { name: 'Key', scopes },
    })
  ).secret

test('nobody has sent elsewhere what they may not read: events ask for the permission of their data', async () => {
  const organization = await world.newOrganization(owner)
  const as = await keyWith(organization, [
    'webhooks.read',
    'webhooks.create',
    'webhooks.update',
    'links.read',
  ])
  const params = { orgId: organization.id }
  const make = (events: WebhookEventType[]) =>
    world.call(createWebhook, { as, params, body: { name: 'Key', url: URL_OF_CRM, events } })
  expect((await make(['link.created', 'member.joined'])).error?.details.permission).toBe('team.view')
  expect((await make(['link.clicked'])).error?.details.permission).toBe('analytics.view')
  const own = await make(['link.created'])
  expect(own.status).toBe(201)
  const of = (webhookId: string) => ({ ...params, webhookId })
  const more = await world.call(updateWebhook, {
    as,
    params: of(own.body.id),
    body: { events: ['booking.created'] },
  })
  expect(more.error?.details.permission).toBe('scheduling.read')
  const ofOthers = await create(organization, { events: ALL_WEBHOOK_EVENTS })
  const taken = await world.call(updateWebhook, {
    as,
    params: of(ofOthers.id),
    body: { url: 'https://mine.example.com/' },
  })
  expect(taken.error?.code).toBe('permission_denied')
  const renamed = await world.call(updateWebhook, { as, params: of(ofOthers.id), body: { name: 'Ours' } })
  expect(renamed.status).toBe(200)
})

test('there are fifty at most, also when the last two are made at once', async () => {
  const organization = await world.newOrganization(owner)
  for (let made = 0; made < 49; made++) await create(organization)
  const params = { orgId: organization.id }
  const body = { name: 'One more', url: URL_OF_CRM, events: ['link.created' as const] }
  const answers = await Promise.all([1, 2].map(() => world.call(createWebhook, { as: owner, params, body })))
  expect(answers.map(({ error }) => error?.code ?? 'ok').sort()).toEqual(['ok', 'too_many_webhooks'])
})
