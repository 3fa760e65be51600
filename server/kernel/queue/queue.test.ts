import pg from 'pg'
import PgBoss from 'pg-boss'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#test/database.ts'
import { type Database, inTransaction, openDatabase } from '../database/database.ts'
import type { JobName } from './jobs.ts'
import { prepareQueue } from './prepare-queue.ts'
import { createQueue, type JobRun, type Queue, type SendOptions } from './queue.ts'
import { onPool, QUEUE_SCHEMA } from './queue-queries.ts'

// Generous: the machine that runs the tests may be busy with others.
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000 })
const log = pino({ level: 'silent' })
const queues: Queue[] = []
let home: TestDatabase
let database: Database

const asOwner = async (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: home.url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

const newQueue = (): Queue => {
  const queue = createQueue({ database, log })
  queues.push(queue)
  return queue
}

const send = (queue: Queue, mailId: string, options?: SendOptions): Promise<void> =>
  inTransaction(database, (tx) => queue.send({ tx }, 'send_mail', { mail_id: mailId }, options))

const jobs = (name: JobName = 'send_mail') =>
  asOwner('select state::text, retry_count, output, data from pgboss.job where name = $1', [name])

beforeAll(async () => {
  home = await createTestDatabase()
  database = openDatabase({ connectionString: home.url, role: 'app', maxConnections: 12 })
})

afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.drain(0)))
  await asOwner('delete from pgboss.job')
})

afterAll(async () => {
  await database.close()
  await home.drop()
})

test('a job runs within 300 ms of the commit, and not before it', async () => {
  const queue = newQueue()
  const ranAt: number[] = []
  queue.work('send_mail', async () => {
    ranAt.push(performance.now())
  })
  await queue.start()
  const delays: number[] = []
  for (let count = 0; count < 5; count++) {
    await inTransaction(database, async (tx) => {
      await queue.send({ tx }, 'send_mail', { mail_id: 'mail_a' })
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(ranAt.length).toBe(count)
    })
    const committedAt = performance.now()
    await eventually(() => expect(ranAt.length).toBe(count + 1))
    delays.push((ranAt.at(-1) ?? 0) - committedAt)
  }
  // The median, for the same reason.
  expect(delays.toSorted((a, b) => a - b)[2]).toBeLessThan(300)
  await eventually(async () =>
    expect((await jobs()).map(({ state }) => state)).toEqual(Array(5).fill('completed')),
  )
})

test('a rolled back transaction leaves no job', async () => {
  const queue = newQueue()
  const failing = inTransaction(database, async (tx) => {
    await queue.send({ tx }, 'send_mail', { mail_id: 'mail_a' })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await jobs()).toEqual([])
})

test('what fails is tried again with growing pauses, and at last is failed', async () => {
  const queue = newQueue()
  const runs: JobRun[] = []
  queue.work('send_mail', async (_data, run) => {
    runs.push(run)
    throw new Error('no luck')
  })
  await queue.start()
  await send(queue, 'mail_a')
  for (let attempt = 1; attempt <= 6; attempt++) {
    await eventually(() => expect(runs.length).toBe(attempt))
    const expected = attempt < 6 ? 'retry' : 'failed'
    await eventually(async () => expect(await jobs()).toMatchObject([{ state: expected }]))
    const [job] = await asOwner(
      'select extract(epoch from start_after - now())::float as pause from pgboss.job',
    )
    if (attempt < 6) expect(Number(job?.pause)).toBeGreaterThan(5 * 2 ** (attempt - 1) - 1)
    await asOwner(`update pgboss.job set start_after = now() where state = 'retry'`)
    await asOwner(`select pg_notify('guildhall_jobs', 'send_mail')`)
  }
  expect(runs.map((run) => run.attempt)).toEqual([1, 2, 3, 4, 5, 6])
  expect(runs.map((run) => run.isLastAttempt)).toEqual([false, false, false, false, false, true])
  expect((await jobs())[0]?.output).toEqual({ message: 'Error: no luck' })
})

test('several processes share the jobs: each runs once, no more at once than allowed', async () => {
  const ran: string[] = []
  let running = 0
  let most = 0
  for (const queue of [newQueue(), newQueue()]) {
    queue.work('send_mail', async ({ mail_id }) => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      ran.push(mail_id)
      running--
    })
    await queue.start()
  }
  const ids = Array.from({ length: 60 }, (_, at) => `mail_${at}`)
  await Promise.all(ids.map((id) => send(queues[0] as Queue, id)))
  await eventually(() => expect(ran.length).toBe(60))
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(ran.toSorted()).toEqual(ids.toSorted())
  expect(most).toBeLessThanOrEqual(8)
})

test('a job for later waits, one of the same key in the same minute is not made twice', async () => {
  const queue = newQueue()
  const ran: string[] = []
  queue.work('send_mail', async ({ mail_id }) => {
    ran.push(mail_id)
  })
  await queue.start()
  await send(queue, 'later', { startAfter: new Date(Date.now() + 3_600_000) })
  await send(queue, 'much later', { startAfter: 7200 })
  await send(queue, 'once', { singletonKey: 'k' })
  await send(queue, 'once', { singletonKey: 'k' })
  await eventually(() => expect(ran).toEqual(['once']))
  const waiting = await asOwner(
    `select data->>'mail_id' as id, round(extract(epoch from start_after - now()) / 60)::int as minutes
     from pgboss.job where state = 'created' order by start_after`,
  )
  expect(waiting).toEqual([
    { id: 'later', minutes: 60 },
    { id: 'much later', minutes: 120 },
  ])
})

test('draining waits for what runs; what takes too long is handed back', async () => {
  const queue = newQueue()
  const ended: string[] = []
  const started: string[] = []
  let release = (): void => undefined
  queue.work('send_mail', async ({ mail_id }) => {
    started.push(mail_id)
    await new Promise<void>((resolve) => {
      if (mail_id === 'slow') release = resolve
      else setTimeout(resolve, 300)
    })
    ended.push(mail_id)
  })
  await queue.start()
  await send(queue, 'quick')
  await send(queue, 'slow')
  await eventually(() => expect(started.toSorted()).toEqual(['quick', 'slow']))
  await queue.drain(600)
  await send(queue, 'after')
  expect(ended).toEqual(['quick'])
  const states = await asOwner(`select data->>'mail_id' as id, state::text from pgboss.job order by 1`)
  expect(states).toEqual([
    { id: 'after', state: 'created' },
    { id: 'quick', state: 'completed' },
    { id: 'slow', state: 'retry' },
  ])
  release()
})

test('a lost listening connection is made again', async () => {
  const queue = newQueue()
  const ran: string[] = []
  queue.work('send_mail', async ({ mail_id }) => {
    ran.push(mail_id)
  })
  await queue.start()
  const listeners = `select pid from pg_stat_activity where application_name = 'guildhall-listener'
    and datname = current_database()`
  const [first] = await asOwner(listeners)
  await asOwner('select pg_terminate_backend($1)', [first?.pid])
  await send(queue, 'while nobody hears')
  await eventually(() => expect(ran).toEqual(['while nobody hears']))
  await eventually(async () => {
    const now = await asOwner(listeners)
    expect(now.length).toBe(1)
    expect(now[0]?.pid).not.toBe(first?.pid)
  })
  await send(queue, 'heard')
  await eventually(() => expect(ran).toEqual(['while nobody hears', 'heard']))
})

test('upkeep runs once in its slot over all processes', async () => {
  let runs = 0
  const start = async (): Promise<void> => {
    const queue = newQueue()
    queue.work('cut_audit_logs', async () => {
      runs++
    })
    await queue.start()
  }
  await Promise.all([start(), start(), start()])
  await eventually(async () => expect(await jobs('cut_audit_logs')).toMatchObject([{ state: 'completed' }]))
  await start()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(runs).toBe(1)
  expect(await jobs('purge_organizations')).toEqual([])
})

test('the app’s role works and maintains the queue, and can’t change its schema', async () => {
  const boss = new PgBoss({ db: onPool(database), schema: QUEUE_SCHEMA, migrate: false, schedule: false })
  await boss.start()
  await send(newQueue(), 'lost')
  expect(await boss.fetch('send_mail')).toHaveLength(1)
  await asOwner(`update pgboss.job set started_on = now() - interval '1 hour'`)
  await boss.maintain()
  expect(await jobs()).toMatchObject([{ state: 'retry' }])
  await asOwner(`update pgboss.job set state = 'completed', completed_on = now() - interval '9 days'`)
  await boss.maintain()
  expect(await jobs()).toEqual([])
  await asOwner(`update pgboss.archive set archived_on = now() - interval '9 days'`)
  await boss.maintain()
  expect(await asOwner('select 1 from pgboss.archive')).toEqual([])
  await boss.stop({ graceful: false })
  for (const statement of [
    'create table pgboss.mine (id int)',
    'drop table pgboss.archive',
    `delete from pgboss.queue`,
    `select pgboss.create_queue('mine', '{}')`,
  ])
    await expect(database.pool.query(statement)).rejects.toMatchObject({ code: '42501' })
})

test('preparing again, several at once, keeps the jobs', async () => {
  await send(newQueue(), 'stays')
  await Promise.all([prepareQueue(home.url), prepareQueue(home.url), prepareQueue(home.url)])
  expect(await jobs()).toMatchObject([{ state: 'created', data: { mail_id: 'stays' } }])
})
