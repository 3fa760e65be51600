import PgBoss from 'pg-boss'
import type { Logger } from 'pino'
import type { Database, Transaction } from '../database/database.ts'
import { keepListening } from '../database/keep-listening.ts'
import { JOB_NAMES, type JobData, type JobName, specOf } from './jobs.ts'
import { JOBS_CHANNEL, notifyWorkers, onPool, onTransaction, QUEUE_SCHEMA } from './queue-queries.ts'
import { createWorker, type JobAct, type Worker } from './work-jobs.ts'

export type { JobRun } from './work-jobs.ts'

export interface SendOptions {
  /** An instant, or seconds from now by the database's clock. */
  startAfter?: Date | number
  /** A job of that name and key which stands already, made in the same minute, takes the place of this one. */
  singletonKey?: string
}

export interface Queue {
  /** Enqueues on the caller's transaction; workers wake when it commits. Works without `start`. */
  send<N extends JobName>(
    ctx: { tx: Transaction },
    name: N,
    data: JobData<N>,
    options?: SendOptions,
  ): Promise<void>
  /** As `send`, for a whole set in one statement. */
  sendMany<N extends JobName>(ctx: { tx: Transaction }, name: N, data: readonly JobData<N>[]): Promise<void>
  /** Registers what runs a job; before `start`. A job may run more than once: the act must bear that. */
  work<N extends JobName>(name: N, act: JobAct<N>): void
  /** Starts the workers, the upkeep that jobs.ts schedules, and the queue's own maintenance. */
  start(): Promise<void>
  /** Takes no more jobs and waits for those that run, at most `timeoutMs`; the rest is handed back. */
  drain(timeoutMs?: number): Promise<void>
}

const POLL_MS = 5_000
const UPKEEP_MS = 30_000
const DRAIN_MS = 20_000
const DAY = 24 * 60 * 60

const createBoss = (database: Database, log: Logger): PgBoss => {
  const boss = new PgBoss({
    db: onPool(database),
    schema: QUEUE_SCHEMA,
    migrate: false,
    schedule: false,
    supervise: true,
    maintenanceIntervalSeconds: 60,
    // Finished jobs stay longer than the longest slot of upkeep: they are what tells that it was done.
    archiveCompletedAfterSeconds: DAY,
    deleteAfterDays: 3,
  })
  boss.on('error', (error) => log.error({ err: error }, 'queue maintenance failed'))
  return boss
}

/** Makes one job of upkeep for each slot of time; other processes' jobs of the same slot count too. */
const createUpkeep = (boss: PgBoss, names: JobName[], log: Logger): (() => Promise<void>) => {
  const lastSlots = new Map<JobName, number>()
  return async () => {
    for (const name of names) {
      const { everySeconds } = specOf(name)
      if (everySeconds === undefined) continue
      const slot = Math.floor(Date.now() / 1000 / everySeconds)
      if (lastSlots.get(name) === slot) continue
      try {
        await boss.send(name, {}, { singletonSeconds: everySeconds })
        lastSlots.set(name, slot)
      } catch (error) {
        log.error({ err: error, job: name }, 'upkeep could not be enqueued')
      }
    }
  }
}

const isDoneWithin = async (work: Promise<unknown>, ms: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const isDone = await Promise.race([work.then(() => true), late])
  clearTimeout(timer)
  return isDone
}

const listenForJobs = (
  { connectionString }: Database,
  log: Logger,
  workers: ReadonlyMap<string, Worker>,
  onListening: () => void,
): Promise<() => Promise<void>> =>
  keepListening({
    connectionString,
    channel: JOBS_CHANNEL,
    name: 'guildhall-listener',
    onMessage: (name) => workers.get(name)?.wake(),
    onListening,
    log,
  })

/** The queue on the same database: pg-boss for the rows and retries, NOTIFY for waking at once. */
export const createQueue = ({ database, log }: { database: Database; log: Logger }): Queue => {
  const boss = createBoss(database, log)
  const workers = new Map<string, Worker>()
  const timers: NodeJS.Timeout[] = []
  let stopListening = async (): Promise<void> => undefined
  const wakeAll = (): void => {
    for (const worker of workers.values()) worker.wake()
  }

  return {
    send: async (ctx, name, data, options = {}) => {
      const { startAfter, singletonKey } = options
      await boss.send(name, data, {
        db: onTransaction(ctx.tx),
        ...(startAfter === undefined ? {} : { startAfter }),
        ...(singletonKey === undefined ? {} : { singletonKey, singletonSeconds: 60 }),
      })
      if (startAfter === undefined) await notifyWorkers(ctx.tx, name)
    },
    sendMany: async (ctx, name, data) => {
      if (data.length === 0) return
      await boss.insert(
        data.map((carried) => ({ name, data: carried })),
        { db: onTransaction(ctx.tx) },
      )
      await notifyWorkers(ctx.tx, name)
    },
    work: (name, act) => {
      workers.set(name, createWorker(boss, name, act, log))
    },
    start: async () => {
      await boss.start()
      stopListening = await listenForJobs(database, log, workers, wakeAll)
      const upkeep = createUpkeep(
        boss,
        JOB_NAMES.filter((name) => workers.has(name)),
        log,
      )
      await upkeep()
      timers.push(
        setInterval(wakeAll, POLL_MS),
        setInterval(() => void upkeep(), UPKEEP_MS),
      )
      wakeAll()
    },
    drain: async (timeoutMs = DRAIN_MS) => {
      for (const timer of timers.splice(0)) clearInterval(timer)
      await stopListening()
      const all = [...workers.values()]
      if (!(await isDoneWithin(Promise.all(all.map((worker) => worker.stop())), timeoutMs)))
        await Promise.all(all.map((worker) => worker.handBack()))
      await boss.stop({ graceful: false, close: false })
    },
  }
}
