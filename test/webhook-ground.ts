import pg from 'pg'
import PgBoss from 'pg-boss'
import { vi } from 'vitest'
import { createOutbound } from '#server/kernel/outbound/outbound.ts'
import { createQueue, type Queue } from '#server/kernel/queue/queue.ts'
import { createDelivery } from '#server/webhooks/deliver-webhook.ts'
import { createWebhook } from '#server/webhooks/edit-webhooks.ts'
import { publishEvent } from '#server/webhooks/publish-event.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'
import { WEBHOOK_EXAMPLES } from '#shared/webhook-examples.ts'
import { type Ground, newGround, type PersonActor } from './ground.ts'
import { type ReceivedRequest, startReceiver, type TestReceiver } from './receiver.ts'

export interface TestHook {
  ground: Ground
  owner: PersonActor
  orgId: string
  id: string
  secret: string
  receiver: TestReceiver
}

/** What tests read of a delivery's row. */
export interface DeliveryState {
  id: string
  event_id: string
  status: string
  attempts: number
  is_replay: boolean
  problem: string | null
  response_status: number | null
  response_body: string | null
  next_attempt_at: Date | null
}

export interface WebhookGround {
  ground: Ground
  /** A process that makes deliveries; it is stopped when the ground is closed. */
  startWorker(): Promise<Queue>
  stopWorkers(): Promise<void>
  /** An organization with one webhook and a receiver of its own. */
  newHook(events?: WebhookEventType[]): Promise<TestHook>
  publish(hook: TestHook, type?: WebhookEventType): Promise<void>
  deliveries(hook: TestHook): Promise<DeliveryState[]>
  webhookRow(hook: TestHook): Promise<Record<string, unknown>>
  /** Makes jobs that wait for their time due now. */
  hurry(): Promise<void>
  /** What the queue does to the jobs of a process that died. */
  findLostJobs(): Promise<void>
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

/** Generous: the machine that runs the tests may be busy with others. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 20_000, interval: 25 })

const createSql =
  (url: string): WebhookGround['sql'] =>
  async (text, values = []) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query(text, values)).rows
    } finally {
      await client.end()
    }
  }

const createHooks = (ground: Ground, receivers: TestReceiver[]) => {
  const newHook: WebhookGround['newHook'] = async (events = ['link.created']) => {
    const receiver = await startReceiver()
    receivers.push(receiver)
    const owner = await ground.newPerson()
    const orgId = await ground.newOrganization(owner)
    const { id, secret } = await ground.within(owner, orgId, (ctx) =>
      createWebhook(ctx, { name: 'CRM', url: receiver.url, events }),
    )
    return { ground, owner, orgId, id, secret, receiver }
  }
  const publish: WebhookGround['publish'] = (hook, type = 'link.created') =>
    ground.within(hook.owner, hook.orgId, (ctx) => publishEvent(ctx, type, WEBHOOK_EXAMPLES[type]))
  return { newHook, publish }
}

const lookAt = (sql: WebhookGround['sql']): Pick<WebhookGround, 'deliveries' | 'webhookRow' | 'hurry'> => ({
  deliveries: async (hook) =>
    (await sql('select * from webhook_deliveries where webhook_id = $1 order by created_at, id', [
      hook.id,
    ])) as unknown as DeliveryState[],
  webhookRow: async (hook) => (await sql('select * from webhooks where id = $1', [hook.id]))[0] ?? {},
  hurry: async () => {
    await sql(`update pgboss.job set start_after = now() where state in ('created', 'retry')`)
    await sql(`select pg_notify('guildhall_jobs', 'deliver_webhook')`)
  },
})

/** Deliveries on a real database and queue, to real receivers on loopback. Close it when done. */
export const newWebhookGround = async (): Promise<WebhookGround> => {
  const ground = await newGround()
  const { runtime } = ground
  runtime.outbound = createOutbound({ allowedNetworks: ['127.0.0.0/8'] })
  const sql = createSql(runtime.config.databaseUrl ?? '')
  const receivers: TestReceiver[] = []
  const queues: Queue[] = []
  const stopWorkers = async (): Promise<void> => {
    await Promise.all(queues.splice(0).map((queue) => queue.drain(0)))
  }
  return {
    ground,
    sql,
    ...createHooks(ground, receivers),
    ...lookAt(sql),
    stopWorkers,
    startWorker: async () => {
      const queue = createQueue({ database: runtime.database, log: runtime.log })
      queue.work('deliver_webhook', createDelivery(runtime))
      queues.push(queue)
      await queue.start()
      return queue
    },
    findLostJobs: async () => {
      await sql(`update pgboss.job set started_on = now() - interval '1 hour' where state = 'active'`)
      const executeSql = async (text: string, values?: unknown[]) => ({ rows: await sql(text, values) })
      const boss = new PgBoss({ db: { executeSql }, migrate: false, schedule: false, supervise: false })
      await boss.start()
      await boss.maintain()
      await boss.stop({ graceful: false, close: false })
    },
    close: async () => {
      await Promise.all(receivers.map((receiver) => receiver.close()))
      await stopWorkers()
      await ground.close()
    },
  }
}

/** The event ids of requests, in order. */
export const idsOf = (requests: readonly ReceivedRequest[]): string[] =>
  requests.map(({ headers }) => headers['webhook-id'] ?? '')
