import type PgBoss from 'pg-boss'
import type { Logger } from 'pino'
import { type JobData, type JobName, specOf } from './jobs.ts'

/** What a worker knows of the run besides the job's data. `attempt` counts from 1. */
export interface JobRun {
  id: string
  attempt: number
  isLastAttempt: boolean
}

export type JobAct<N extends JobName> = (data: JobData<N>, run: JobRun) => Promise<unknown>

export interface Worker {
  /** Looks for jobs now. Never throws. */
  wake(): void
  /** Takes no more jobs; resolves once those that run have ended. */
  stop(): Promise<void>
  /** Gives back what still runs, so that another process tries it soon. */
  handBack(): Promise<void>
}

const MAX_MESSAGE = 500

const messageOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error').slice(0, MAX_MESSAGE)

type Job<N extends JobName> = PgBoss.JobWithMetadata<JobData<N>>

/** Runs one job and stores how it ended. Throws when that can't be stored: the job then expires and is tried again. */
const runJob = async <N extends JobName>(
  boss: PgBoss,
  job: Job<N>,
  act: JobAct<N>,
  log: Logger,
): Promise<void> => {
  const run = { id: job.id, attempt: job.retryCount + 1, isLastAttempt: job.retryCount >= job.retryLimit }
  try {
    await act(job.data, run)
  } catch (error) {
    log.warn({ err: error, job: job.name, job_id: job.id, attempt: run.attempt }, 'job failed')
    await boss.fail(job.name, job.id, { message: messageOf(error) })
    return
  }
  await boss.complete(job.name, job.id)
}

/** Fetches jobs of one name, as many at once as its spec says, and runs each: then complete, or fail and retry later. */
export const createWorker = <N extends JobName>(
  boss: PgBoss,
  name: N,
  act: JobAct<N>,
  log: Logger,
): Worker => {
  const { concurrency } = specOf(name)
  const running = new Map<string, Promise<void>>()
  let fetching: Promise<void> = Promise.resolve()
  let isStopped = false
  let isFetching = false
  let isWokenMeanwhile = false

  const start = (job: Job<N>): void => {
    const done = runJob(boss, job, act, log)
      .catch((error: unknown) => log.error({ err: error, job: name, job_id: job.id }, 'job result lost'))
      .finally(() => {
        running.delete(job.id)
        wake()
      })
    running.set(job.id, done)
  }

  const fetch = async (): Promise<void> => {
    do {
      isWokenMeanwhile = false
      const free = concurrency - running.size
      if (isStopped || free <= 0) return
      const jobs = await boss.fetch<JobData<N>>(name, { batchSize: free, includeMetadata: true })
      jobs.forEach(start)
    } while (isWokenMeanwhile)
  }

  const wake = (): void => {
    isWokenMeanwhile = true
    if (isFetching || isStopped) return
    isFetching = true
    fetching = fetch()
      .catch((error: unknown) => log.error({ err: error, job: name }, 'fetching jobs failed'))
      .finally(() => {
        isFetching = false
      })
  }
  return {
    wake,
    stop: async () => {
      isStopped = true
      await fetching
      await Promise.all(running.values())
    },
    handBack: async () => {
      const ids = [...running.keys()]
      await Promise.all(ids.map((id) => boss.fail(name, id, { message: 'the process stopped' })))
    },
  }
}
