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
  // Its own schedule of retries is in the deliveries' rows; these are for a lost process.
  deliver_webhook: { concurrency: 16, expireInSeconds: 120, retryLimit: 5, retryDelay: 5 },
  check_domain: { concurrency: 4, expireInSeconds: 120, retryLimit: 3, retryDelay: 5 },
  // A run takes fifteen seconds and sends the next one, so that an import whose process is lost soon goes on.
  import_links: { concurrency: 1, expireInSeconds: 150, retryLimit: 5, retryDelay: 5 },
  recheck_domains: upkeep(15 * MINUTE),
  keep_click_partitions: upkeep(6 * HOUR),
  cut_clicks: upkeep(6 * HOUR),
  forget_webhook_events: upkeep(6 * HOUR),
  forget_link_imports: upkeep(6 * HOUR),
  purge_organizations: upkeep(5 * MINUTE),
  cut_audit_logs: upkeep(6 * HOUR),
  forget_idempotency_keys: upkeep(HOUR),
  forget_mails: upkeep(6 * HOUR),
  forget_expired_sessions: upkeep(6 * HOUR),
  forget_released_addresses: upkeep(24 * HOUR),
} as const satisfies Record<string, JobSpec>

export type JobName = keyof typeof JOBS

interface Carried {
  send_mail: { mail_id: string }
  /** `attempt`: how many were made before this one, so that a job that runs twice is known. */
  deliver_webhook: { organization_id: string; delivery_id: string; attempt: number }
  check_domain: { organization_id: string; domain_id: string }
  import_links: { organization_id: string; import_id: string }
}

/** What a job carries: ids, never a secret or a person's data. Upkeep carries nothing. */
export type JobData<N extends JobName> = N extends keyof Carried ? Carried[N] : Record<string, never>

export const JOB_NAMES = Object.keys(JOBS) as JobName[]

export const specOf = (name: JobName): JobSpec => JOBS[name]
