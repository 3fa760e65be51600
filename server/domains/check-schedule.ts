const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long a domain is served on without its proof. */
export const GRACE_MS = 7 * DAY_MS
/** How long an unproved domain is looked for by itself. */
const SEARCH_MS = 7 * DAY_MS

/** The first look of itself: a name asked for before its record is set would be remembered as missing by resolvers. */
export const firstCheckAt = (now: Date): Date => new Date(now.getTime() + 5 * MINUTE_MS)

/** Between two looks for a proof: a quarter of the time it has been looked for, from 15 minutes to 6 hours; null: no more. */
export const nextSearchAt = (pendingSince: Date, now: Date): Date | null => {
  const elapsed = now.getTime() - pendingSince.getTime()
  if (elapsed >= SEARCH_MS) return null
  return new Date(now.getTime() + Math.min(Math.max(elapsed / 4, 15 * MINUTE_MS), 6 * HOUR_MS))
}

export const nextDailyAt = (now: Date): Date => new Date(now.getTime() + DAY_MS)

/** While a served domain's proof is missing or its name servers are silent. */
export const nextHourlyAt = (now: Date): Date => new Date(now.getTime() + HOUR_MS)
