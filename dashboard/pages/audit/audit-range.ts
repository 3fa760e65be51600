/** The time ranges of the audit log; each starts at the beginning of a day in the viewer's zone. */
export const RANGES = [
  { value: 'today', label: 'Today', days: 1 },
  { value: '7d', label: 'Last 7 days', days: 7 },
  { value: '30d', label: 'Last 30 days', days: 30 },
  { value: '90d', label: 'Last 90 days', days: 90 },
] as const

const DAY = /^\d{4}-\d{2}-\d{2}$/

const startOfDay = (day: Date): Date => new Date(day.getFullYear(), day.getMonth(), day.getDate())

/** A day as `2026-11-22`, in the viewer's zone. */
export const dayOf = (instant: Date): string =>
  [
    instant.getFullYear(),
    String(instant.getMonth() + 1).padStart(2, '0'),
    String(instant.getDate()).padStart(2, '0'),
  ].join('-')

/** The start of a day given as `2026-11-22`; undefined for any other text. */
export function parseDay(text: string): Date | undefined {
  if (!DAY.test(text)) return undefined
  const day = new Date(`${text}T00:00:00`)
  return Number.isNaN(day.getTime()) ? undefined : day
}

export const addDays = (day: Date, days: number): Date =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate() + days)

/** The instants that a range or two days stand for, ends included; what is not said is left out. */
export function spanOf(values: { range: string; from: string; to: string }, now = new Date()) {
  const range = RANGES.find(({ value }) => value === values.range)
  if (range !== undefined) return { from: addDays(startOfDay(now), 1 - range.days).toISOString() }
  const from = parseDay(values.from)
  const to = parseDay(values.to)
  return {
    ...(from === undefined ? {} : { from: from.toISOString() }),
    ...(to === undefined ? {} : { to: new Date(addDays(to, 1).getTime() - 1).toISOString() }),
  }
}
