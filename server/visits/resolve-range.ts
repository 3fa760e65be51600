import { Temporal } from 'temporal-polyfill'
import { invalid } from '#server/kernel/errors.ts'
import type { PRESETS } from '#shared/contract/analytics.ts'
import { dateOf, zonedAt } from './bucket-starts.ts'

export type Preset = (typeof PRESETS)[number]

export interface RangeInput {
  preset?: Preset | undefined
  /** A date in the zone, or an instant. */
  from?: string | undefined
  /** A date in the zone (included), or an instant (excluded); left out: now. */
  until?: string | undefined
  zone: string
}

/** Instants on quarters of an hour, as the roll-ups have them. */
export interface Span {
  from: Date
  until: Date
}

export interface AnalyticsRange extends Span {
  zone: string
  /** The same span before; null for `all` and where the plan keeps nothing that old. */
  previous: Span | null
  isCut: boolean
  /** Nothing is younger than `until`: what is stored may be read to its end. */
  isOpenEnded: boolean
}

/** What decides about a range besides the request. */
export interface RangeLimits {
  now: Date
  /** Days that the plan keeps; null: for ever. */
  retentionDays: number | null
  /** When the oldest clicks are from; null: there are none. Read for `all` alone. */
  findFirst(): Promise<Date | null>
}

const QUARTER_MS = 15 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000
const OLDEST = new Date('2000-01-01T00:00:00Z')
const DATE = /^\d{4}-\d\d-\d\d$/

const floorQuarter = (at: Date): Date => new Date(Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS)
const ceilQuarter = (at: Date): Date => new Date(Math.ceil(at.getTime() / QUARTER_MS) * QUARTER_MS)
const atLeast = (at: Date, least: Date): Date => (at < least ? least : at)

type Zoned = Temporal.ZonedDateTime
interface Asked {
  from: Zoned
  until: Zoned
  /** By how much the period before lies back. */
  back: Temporal.DurationLike
}

const dayOf = (now: Zoned): Zoned => now.startOfDay()
const lastDays = (now: Zoned, days: number): Asked => ({
  from: dayOf(now)
    .subtract({ days: days - 1 })
    .startOfDay(),
  until: now,
  back: { days },
})
const thisMonth = (now: Zoned): Zoned => now.with({ day: 1 }).startOfDay()

const presets: Record<Exclude<Preset, 'all'>, (now: Zoned) => Asked> = {
  '24h': (now) => ({
    from: now.subtract({ hours: 23 }).round({ smallestUnit: 'hour', roundingMode: 'floor' }),
    until: now,
    back: { hours: 24 },
  }),
  '7d': (now) => lastDays(now, 7),
  '30d': (now) => lastDays(now, 30),
  '90d': (now) => lastDays(now, 90),
  '12m': (now) => ({ from: thisMonth(now).subtract({ months: 11 }), until: now, back: { months: 12 } }),
  today: (now) => lastDays(now, 1),
  yesterday: (now) => ({
    from: dayOf(now).subtract({ days: 1 }).startOfDay(),
    until: dayOf(now),
    back: { days: 1 },
  }),
  this_month: (now) => ({ from: thisMonth(now), until: now, back: { months: 1 } }),
  last_month: (now) => ({
    from: thisMonth(now).subtract({ months: 1 }),
    until: thisMonth(now),
    back: { months: 1 },
  }),
  this_year: (now) => ({ from: thisMonth(now).with({ month: 1 }), until: now, back: { years: 1 } }),
}

const readEnd = (text: string, zone: string, dayAfter: number): Zoned =>
  DATE.test(text)
    ? Temporal.PlainDate.from(text).add({ days: dayAfter }).toZonedDateTime(zone).startOfDay()
    : zonedAt(new Date(text), zone)

const readDates = ({ from, until, zone }: RangeInput, now: Zoned): Asked => {
  if (from === undefined) throw invalid('from', 'must be given with until')
  const start = readEnd(from, zone, 0)
  const end = until === undefined ? now : readEnd(until, zone, 1)
  if (start.epochMilliseconds >= end.epochMilliseconds) throw invalid('until', 'must be after from')
  if (start.epochMilliseconds < OLDEST.getTime()) throw invalid('from', 'must be after the year 1999')
  const days = DATE.test(from)
    ? Math.ceil(start.until(end, { largestUnit: 'days' }).total({ unit: 'days', relativeTo: start }))
    : null
  const back = days === null ? start.until(end, { largestUnit: 'hours' }) : { days }
  return { from: start, until: end, back }
}

const spanOf = (from: Zoned, until: Zoned): Span => ({
  from: floorQuarter(dateOf(from)),
  until: ceilQuarter(dateOf(until)),
})

const wholeSpan = async (now: Zoned, zone: string, limits: RangeLimits): Promise<Span> => {
  const first = zonedAt((await limits.findFirst()) ?? limits.now, zone)
  return spanOf(thisMonth(first), now)
}

/**
 * The range that is asked for, cut to what the plan keeps, and the one before. Borders lie on quarters of an hour.
 * @throws 400 on a preset beside dates, an `until` without `from` or not after it.
 */
export const resolveRange = async (input: RangeInput, limits: RangeLimits): Promise<AnalyticsRange> => {
  const { preset, zone } = input
  const hasDates = input.from !== undefined || input.until !== undefined
  if (hasDates && preset !== undefined) throw invalid('preset', 'must not be given with from and until')
  const now = zonedAt(limits.now, zone)
  const oldest =
    limits.retentionDays === null
      ? OLDEST
      : new Date(Math.floor(limits.now.getTime() / DAY_MS) * DAY_MS - limits.retentionDays * DAY_MS)
  const cut = (span: Span, before: Span | null): AnalyticsRange => ({
    from: atLeast(span.from, oldest),
    until: atLeast(span.until, new Date(oldest.getTime() + QUARTER_MS)),
    zone,
    previous: before !== null && before.from >= oldest ? before : null,
    isCut: span.from < oldest,
    isOpenEnded: span.until >= limits.now,
  })
  if (preset === 'all') return cut(await wholeSpan(now, zone, limits), null)
  const asked = hasDates ? readDates(input, now) : presets[preset ?? '30d'](now)
  const span = spanOf(asked.from, asked.until)
  return cut(span, spanOf(asked.from.subtract(asked.back), asked.until.subtract(asked.back)))
}
