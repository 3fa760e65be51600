import type { getAnalytics, INTERVALS, PRESETS } from '#shared/contract/analytics.ts'
import type { RouteResponse } from '#shared/contract/route.ts'

export type Preset = (typeof PRESETS)[number]
export type Interval = (typeof INTERVALS)[number]
export type Analytics = RouteResponse<typeof getAnalytics>
export type Range = Analytics['range']

export const PRESET_LABELS: Record<Preset, string> = {
  today: 'Today',
  yesterday: 'Yesterday',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  '12m': 'Last 12 months',
  this_month: 'This month',
  last_month: 'Last month',
  this_year: 'This year',
  all: 'All time',
}
export const DEFAULT_PRESET: Preset = '30d'

export const isPreset = (text: string): text is Preset => text in PRESET_LABELS

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** True for a day of the calendar as `2026-11-22`. */
export const isDay = (text: string): boolean =>
  DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

export const INTERVAL_LABELS: Record<Interval, string> = {
  minute: 'Minute',
  hour: 'Hour',
  day: 'Day',
  week: 'Week',
  month: 'Month',
}

const LENGTH_MS: Record<Interval, number> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  month: 30 * 86_400_000,
}
const MOST_BARS = 400

/** The intervals that suit a range: at least two of them, and no more than a chart can show. */
export const intervalsFor = ({ from, until }: Pick<Range, 'from' | 'until'>): Interval[] => {
  const length = Date.parse(until) - Date.parse(from)
  const suitable = (['hour', 'day', 'week', 'month'] as const).filter((interval) => {
    const bars = length / LENGTH_MS[interval]
    return bars >= 1.5 && bars <= MOST_BARS
  })
  return suitable.length === 0 ? ['hour'] : suitable
}

/** The range in words in its zone: "Oct 24 – Nov 22, 2026"; with times where it does not begin and end with days. */
export const describeRange = ({ from, until, zone }: Pick<Range, 'from' | 'until' | 'zone'>): string => {
  const isMidnight = (instant: string): boolean =>
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(
      new Date(instant),
    ) === '00:00'
  const isWholeDays = isMidnight(from)
  const format = new Intl.DateTimeFormat(undefined, {
    month: 'short',
    day: 'numeric',
    year: 'numeric',
    timeZone: zone,
    ...(isWholeDays ? {} : { hour: 'numeric', minute: '2-digit' }),
  })
  return format.formatRange(new Date(from), new Date(Date.parse(until) - 1))
}

const TICK: Record<Interval, Intl.DateTimeFormatOptions> = {
  minute: { hour: 'numeric', minute: '2-digit' },
  hour: { hour: 'numeric' },
  day: { month: 'short', day: 'numeric' },
  week: { month: 'short', day: 'numeric' },
  month: { month: 'short', year: '2-digit' },
}
const FULL: Record<Interval, Intl.DateTimeFormatOptions> = {
  minute: { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  hour: { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  day: { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' },
  week: { month: 'short', day: 'numeric', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
}

export interface BucketNames {
  /** Short, for an axis: "Nov 22". */
  tick: (startsAt: string) => string
  /** Whole, for a tooltip: "Sun, Nov 22, 2026"; weeks say "Week of". */
  full: (startsAt: string) => string
}

/** How the buckets of a series are called, in its zone and the viewer's language. */
export const nameBuckets = ({ interval, zone }: Pick<Range, 'interval' | 'zone'>): BucketNames => {
  const tick = new Intl.DateTimeFormat(undefined, { ...TICK[interval], timeZone: zone })
  const full = new Intl.DateTimeFormat(undefined, { ...FULL[interval], timeZone: zone })
  const before = interval === 'week' ? 'Week of ' : ''
  return {
    tick: (startsAt) => tick.format(new Date(startsAt)),
    full: (startsAt) => `${before}${full.format(new Date(startsAt))}`,
  }
}

/** The zone of the viewer's device, as `Europe/Berlin`. */
export const viewersZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
