import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { WEBHOOK_EXAMPLES } from '#shared/webhook-examples.ts'
import {
  eventually,
  idsOf,
  newWebhookGround,
  type TestHook,
  type WebhookGround,
} from '#test/webhook-ground.ts'
import { rotateWebhookSecret, updateWebhook } from './edit-webhooks.ts'
import { publishEvents } from './publish-event.ts'

let home: WebhookGround

beforeAll(async () => {
  home = await newWebhookGround()
})
afterEach(() => home.stopWorkers())
afterAll(() => home.close())

const statuses = async (hook: TestHook): Promise<string[]> =>
  (await home.deliveries(hook)).map(({ status }) => status)

test('an event arrives once, signed as Standard Webhooks says', async () => {
  const hook = await home.newHook()
  await home.startWorker()
  await home.publish(hook)
  await eventually(async () => expect(await statuses(hook)).toEqual(['delivered']))
  const [request] = hook.receiver.received
  expect(hook.receiver.received).toHaveLength(1)
  expect(request).toMatchObject({ method: 'POST', path: '/hook' })
  expect(request?.headers).toMatchObject({
    'content-type': 'application/json',
    'user-agent': 'Guildhall-Webhooks',
    'webhook-id': expect.stringMatching(/^evt_/),
  })
  const event = new Webhook(hook.secret).verify(request?.body ?? '', request?.headers ?? {})
  expect(event).toEqual({
    type: 'link.created',
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    data: {
      ...WEBHOOK_EXAMPLES['link.created'],
      actor: { kind: 'person', id: hook.owner.id, name: hook.owner.name },
    },
  })
  expect(() => new Webhook(hook.secret).verify(`${request?.body} `, request?.headers ?? {})).toThrow()
})

test('nothing is written when nobody listens, when the listener is off, or when the act fails', async () => {
  const hook = await home.newHook(['link.deleted'])
  await home.publish(hook, 'link.created')
  await expect(
    home.ground.within(hook.owner, hook.orgId, async (ctx) => {
      await publishEvents(ctx, 'link.deleted', [{ link: 1 }, { link: 2 }])
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  await home.ground.within(hook.owner, hook.orgId, (ctx) =>
    updateWebhook(ctx, hook.id, { is_enabled: false }),
  )
  await home.publish(hook, 'link.deleted')
  expect(await home.deliveries(hook)).toEqual([])
  expect(await home.sql('select 1 from webhook_events where organization_id = $1', [hook.orgId])).toEqual([])
})

test('two processes share a hundred and fifty events: each arrives once', async () => {
  const hook = await home.newHook()
  await home.startWorker()
  await home.startWorker()
  const many = Array.from({ length: 150 }, (_, at) => ({ link: { id: at } }))
  await home.ground.within(hook.owner, hook.orgId, (ctx) => publishEvents(ctx, 'link.created', many))
  await eventually(async () =>
    expect(
      await home.sql(
        'select status, count(*)::int as count from webhook_deliveries where webhook_id = $1 group by 1',
        [hook.id],
      ),
    ).toEqual([{ status: 'delivered', count: 150 }]),
  )
  expect(new Set(idsOf(hook.receiver.received)).size).toBe(150)
  expect(hook.receiver.received).toHaveLength(150)
}, 60_000)

test('during a rotation both secrets sign; a day later only the new one', async () => {
  const hook = await home.newHook()
  await home.startWorker()
  const { secret } = await home.ground.within(hook.owner, hook.orgId, (ctx) =>
    rotateWebhookSecret(ctx, hook.id),
  )
  expect(secret).not.toBe(hook.secret)
  await home.publish(hook)
  await eventually(() => expect(hook.receiver.received).toHaveLength(1))
  const [during] = hook.receiver.received
  for (const one of [secret, hook.secret])
    expect(new Webhook(one).verify(during?.body ?? '', during?.headers ?? {})).toMatchObject({
      type: 'link.created',
    })
  await home.ground.runtime.ownerDatabase.kysely
    .updateTable('webhooks')
    .set({ previous_secret_until: home.ground.clock.now() })
    .where('id', '=', hook.id)
    .execute()
  await home.publish(hook)
  await eventually(() => expect(hook.receiver.received).toHaveLength(2))
  const after = hook.receiver.received[1]
  expect(new Webhook(secret).verify(after?.body ?? '', after?.headers ?? {})).toMatchObject({})
  expect(() => new Webhook(hook.secret).verify(after?.body ?? '', after?.headers ?? {})).toThrow()
})

test('what a killed process was sending is sent again, with the same event id', async () => {
  const hook = await home.newHook()
  hook.receiver.answer(() => undefined)
  const outfile = path.resolve('node_modules/.cache/guildhall', `deliver-${process.pid}.mjs`)
  const contents = `
    import { loadConfig } from '#server/kernel/config.ts'
    import { assembleRuntime, createLog } from '#server/open-runtime.ts'
    import { createDelivery } from '#server/webhooks/deliver-webhook.ts'
    const config = loadConfig(process.env)
    const runtime = assembleRuntime(config, config.databaseUrl, createLog('silent'), () => new Date())
    runtime.queue.work('deliver_webhook', createDelivery(runtime))
    await runtime.queue.start()`
  const stdin = { contents, resolveDir: process.cwd(), loader: 'ts' as const }
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external' })
  const { config } = home.ground.runtime
  const child = spawn(process.execPath, [outfile], {
    env: {
      ...process.env,
      DATABASE_URL: config.databaseUrl ?? '',
      GUILDHALL_DATA: config.dataFolder,
      SECRET: config.secret,
      WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
    },
  })
  await home.publish(hook)
  await eventually(() => expect(hook.receiver.received).toHaveLength(1))
  child.kill('SIGKILL')
  await rm(outfile, { force: true })
  expect(await home.deliveries(hook)).toMatchObject([{ status: 'pending', attempts: 0 }])

  hook.receiver.answer((response) => response.writeHead(200).end())
  await home.findLostJobs()
  await home.startWorker()
  await home.hurry()
  await eventually(async () =>
    expect(await home.deliveries(hook)).toMatchObject([{ status: 'delivered', attempts: 1 }]),
  )
  const ids = idsOf(hook.receiver.received)
  expect(ids).toEqual([ids[0], ids[0]])
}, 60_000)
