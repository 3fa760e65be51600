/** How a kind of job runs. Times in seconds. */
export interface JobSpec {
  /** How many run at once in one process. */
  concurrency: number
  /** A job that runs longer is taken as lost and tried again; at least 2 × what it may really take. */
  expireInSeconds: number
  retryLimit: number
  /** Pause before the first retry; it doubles with each further one. */
  retryDelay: number
  /** Upkeep that the queue itself starts, once in each such slot of time over all processes. */
  everySeconds?: number
}

const MINUTE = 60
const HOUR = 60 * MINUTE

const upkeep = (everySeconds: number): JobSpec => ({
  concurrency: 1,
  expireInSeconds: 30 * MINUTE,
  retryLimit: 3,
  retryDelay: 30,
  everySeconds,
})

/** Every job there is. The names are the queues' names in the database. */
export const JOBS = {
  // What the mail server refuses is retried by deliver-mail.ts; these retries are for a lost process.
  send_mail: { concurrency: 4, expireInSeconds: 150, retryLimit: 5, retryDelay: 5 },
  purge_organizations: upkeep(5 * MINUTE),
  cut_audit_logs: upkeep(6 * HOUR),
  forget_idempotency_keys: upkeep(HOUR),
  forget_mails: upkeep(6 * HOUR),
  forget_expired_sessions: upkeep(6 * HOUR),
  forget_released_addresses: upkeep(24 * HOUR),
} as const satisfies Record<string, JobSpec>

export type JobName = keyof typeof JOBS

/** What a job carries: ids, never a secret or a person's data. Upkeep carries nothing. */
export type JobData<N extends JobName> = N extends 'send_mail' ? { mail_id: string } : Record<string, never>

export const JOB_NAMES = Object.keys(JOBS) as JobName[]

export const specOf = (name: JobName): JobSpec => JOBS[name]
