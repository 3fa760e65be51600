import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutbound } from '#server/kernel/outbound/outbound.ts'
import { listAuditLogs } from '#shared/contract/audit.ts'
import { createLink } from '#shared/contract/links.ts'
import {
  connectIntegration,
  createWebhook,
  disconnectIntegration,
  getWebhook,
  listIntegrations,
  listWebhooks,
  testIntegration,
  updateIntegration,
} from '#shared/contract/webhooks.ts'
import { startReceiver, type TestReceiver } from '#test/receiver.ts'
import { eventually } from '#test/webhook-ground.ts'
import { newWorld, type Person, type TestOrganization, type World } from '#test/world.ts'
import { createDelivery } from './deliver-webhook.ts'

let world: World
let owner: Person
let receiver: TestReceiver

beforeAll(async () => {
  world = await newWorld()
  world.runtime.outbound = createOutbound({ allowedNetworks: ['127.0.0.0/8'] })
  world.runtime.queue.work('deliver_webhook', createDelivery(world.runtime))
  await world.runtime.queue.start()
  owner = await world.newPerson({ name: 'Olga @everyone <!channel> [x](https://evil.example)' })
  receiver = await startReceiver()
})
afterAll(async () => {
  await world.runtime.queue.drain(0)
  await receiver.close()
  await world.close()
})

const SLACK = 'https://hooks.slack.com/services/T000/B000/abcdefghijklmnopqrst'

const connect = (organization: TestOrganization, kind: 'slack' | 'discord' = 'slack', url = SLACK) =>
  world.must(connectIntegration, {
    as: owner,
    params: { orgId: organization.id },
    body: { kind, name: '#links', url, events: ['link.created'] },
  })

test('a channel is connected, changed and disconnected; its address is sealed and only hinted at', async () => {
  const organization = await world.newOrganization(owner)
  const params = { orgId: organization.id }
  const made = await connect(organization)
  expect(made).toMatchObject({
    kind: 'slack',
    name: '#links',
    url_hint: 'hooks.slack.com/…qrst',
    is_enabled: true,
    last_delivery: null,
    can: { manage: true },
  })
  const at = { ...params, integrationId: made.id }
  const row = await world.runtime.ownerDatabase.kysely
    .selectFrom('webhooks')
    .selectAll()
    .where('id', '=', made.id)
    .executeTakeFirstOrThrow()
  expect(JSON.stringify(row)).not.toContain('abcdefghij')
  expect(await world.runtime.secrets.unseal(row.url)).toBe(SLACK)
  expect(
    await world.must(updateIntegration, {
      as: owner,
      params: at,
      body: { name: '#go', is_enabled: false, events: ['member.joined'] },
    }),
  ).toMatchObject({ name: '#go', is_enabled: false, events: ['member.joined'] })
  const refused = await world.call(testIntegration, { as: owner, params: at, body: { type: 'link.created' } })
  expect(refused.error?.code).toBe('webhook_disabled')
  await world.must(disconnectIntegration, { as: owner, params: at })
  expect((await world.must(listIntegrations, { as: owner, params })).data).toEqual([])
  const log = await world.must(listAuditLogs, { as: owner, params, query: { target: made.id } })
  expect(log.data.map(({ action }) => action).reverse()).toEqual([
    'integration.connected',
    'integration.updated',
    'integration.disconnected',
  ])
  expect(JSON.stringify(log)).not.toContain('abcdefghij')
})

test('webhooks and channels are kept apart, with permissions of their own', async () => {
  const organization = await world.newOrganization(owner)
  const params = { orgId: organization.id }
  const channel = await connect(organization)
  const webhook = await world.must(createWebhook, {
    as: owner,
    params,
    body: { name: 'CRM', url: 'https://hooks.example.com/', events: ['link.created'] },
  })
  const ids = async () => [
    (await world.must(listWebhooks, { as: owner, params })).data.map(({ id }) => id),
    (await world.must(listIntegrations, { as: owner, params })).data.map(({ id }) => id),
  ]
  expect(await ids()).toEqual([[webhook.id], [channel.id]])
  const crossed = [
    await world.call(getWebhook, { as: owner, params: { ...params, webhookId: channel.id } }),
    await world.call(disconnectIntegration, { as: owner, params: { ...params, integrationId: webhook.id } }),
  ]
  expect(crossed.map(({ status }) => status)).toEqual([404, 404])
  const viewer = await world.addMember(organization, 'viewer')
  const seen = await world.must(listIntegrations, { as: viewer, params })
  expect(seen.data[0]?.can.manage).toBe(false)
  const denied = await world.call(disconnectIntegration, {
    as: viewer,
    params: { ...params, integrationId: channel.id },
  })
  expect(denied.error?.details.permission).toBe('integrations.manage')
})

test('a new link is told to Slack and Discord in words, and nobody is mentioned by a name', async () => {
  const organization = await world.newOrganization(owner)
  await connect(organization, 'slack', `http://127.0.0.1:${receiver.port}/slack`)
  await connect(organization, 'discord', `http://127.0.0.1:${receiver.port}/discord`)
  const link = await world.must(createLink, {
    as: owner,
    params: { orgId: organization.id },
    body: { destination: 'https://www.example.com/?a=1&b=<@everyone>' },
  })
  const bodyAt = (path: string) => receiver.received.find((request) => request.path === path)?.body ?? '{}'
  await eventually(() => expect(receiver.received).toHaveLength(2))
  const { text, ...slack } = JSON.parse(bodyAt('/slack')) as { text: string }
  expect(slack).toEqual({ unfurl_links: false, unfurl_media: false })
  expect(text).toContain(' created the short link <')
  expect(text).toContain(`<${link.short_url}|`)
  expect(text.match(/<[^>]*>/g)).toEqual([expect.stringContaining(link.short_url)])
  expect(text).not.toMatch(/@everyone|<!channel>|\]\(|https:\/\/evil/)
  const { content, ...discord } = JSON.parse(bodyAt('/discord')) as { content: string }
  expect(discord).toEqual({ allowed_mentions: { parse: [] }, flags: 4 })
  expect(content).toContain(`](<${link.short_url}>)`)
  expect(content.match(/(?<!\\)\]\(/g)).toHaveLength(1)
  expect(content).not.toMatch(/@everyone|https:\/\/evil/)
  await eventually(async () => {
    const { data } = await world.must(listIntegrations, { as: owner, params: { orgId: organization.id } })
    expect(data.map(({ last_delivery: last }) => last?.status)).toEqual(['delivered', 'delivered'])
  })
})

test('a channel that is gone is switched off and says why', async () => {
  const gone = await startReceiver()
  gone.answer((response) => response.writeHead(410).end('channel_is_archived'))
  const organization = await world.newOrganization(owner)
  const channel = await connect(organization, 'slack', `http://127.0.0.1:${gone.port}/`)
  const params = { orgId: organization.id }
  await world.must(testIntegration, {
    as: owner,
    params: { ...params, integrationId: channel.id },
    body: { type: 'booking.created' },
  })
  await eventually(async () => {
    const { data } = await world.must(listIntegrations, { as: owner, params })
    expect(data).toMatchObject([{ is_enabled: false, disabled_reason: expect.stringMatching(/gone/) }])
  })
  expect(gone.received[0]?.body).toContain('An example: A meeting was booked: Introduction.')
  const mails = (await world.mailsTo(owner.email)).filter(({ template }) => template === 'webhook_disabled')
  expect(mails.at(-1)?.subject).toBe('The channel #links of Acme was switched off')
  await gone.close()
})
