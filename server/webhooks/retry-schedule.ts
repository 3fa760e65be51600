const SECOND = 1
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Pauses in seconds after each failed attempt but the last: the schedule that Standard Webhooks proposes. */
const PAUSES = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]
const LONGEST_RETRY_AFTER = 24 * HOUR

/** What a receiver asks for by Retry-After (RFC 9110 §10.2.3), in seconds; 0 without or with nonsense. */
const askedPause = (retryAfter: string | null, now: Date): number => {
  if (retryAfter === null) return 0
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : (Date.parse(retryAfter) - now.getTime()) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_RETRY_AFTER) : 0
}

/**
 * Seconds until the next attempt, when `made` have failed; null when it was the last. A tenth more or less, so that
 * what failed at once does not come back at once; never sooner than the receiver asked.
 */
export const pauseAfter = (made: number, retryAfter: string | null, now: Date): number | null => {
  const pause = PAUSES[made - 1]
  if (pause === undefined) return null
  const jittered = pause * (0.9 + Math.random() * 0.2)
  return Math.ceil(Math.max(jittered, askedPause(retryAfter, now)))
}
