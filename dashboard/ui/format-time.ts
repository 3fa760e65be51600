const date = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric' })
const moment = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
})
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })

/** "Nov 22, 2026": the form of dates in tables. */
export const formatDate = (instant: string): string => date.format(new Date(instant))

/** Date, hour and minute in the viewer's language and zone. */
export const formatMoment = (instant: string): string => moment.format(new Date(instant))

/** Everything, with the name of the viewer's zone. */
export const formatFully = (instant: string): string =>
  `${full.format(new Date(instant))} (${full.resolvedOptions().timeZone})`

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** "3 days ago", "in 2 hours", "now". */
export function formatRelative(instant: string): string {
  const seconds = (new Date(instant).getTime() - Date.now()) / 1000
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 60]
  return relative.format(unit === 'second' ? 0 : Math.round(seconds / size), unit)
}
