import type { OrganizationContext } from '#server/kernel/context.ts'
import { invalid } from '#server/kernel/errors.ts'
import { bucketStarts, type Interval } from './bucket-starts.ts'
import type { ClickFilters } from './click-filter-queries.ts'
import { coverSpans, readableEnd } from './cover-span.ts'
import type { AnalyticsRange, Span } from './resolve-range.ts'
import { type CutSpan, readSeries, type SeriesRow } from './series-queries.ts'

const MOST_INTERVALS = 1000
const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

interface Counts {
  clicks: number
  uniques: number
}

export interface ClicksSeries {
  interval: Interval
  totals: Counts & { bots: number }
  previous: Counts | null
  series: (Counts & { starts_at: string; previous_clicks: number | null })[]
}

/** What shows a range in some ten to hundred points. */
const suitableInterval = ({ from, until }: Span): Interval => {
  const span = until.getTime() - from.getTime()
  if (span <= 2 * DAY_MS + HOUR_MS) return 'hour'
  if (span <= 100 * DAY_MS) return 'day'
  return span <= 190 * DAY_MS ? 'week' : 'month'
}

/** The intervals as they are read: the first begins, the last ends where the span does. */
const clippedSpans = (span: Span, starts: readonly Date[], end: Date): Span[] =>
  starts.map((start, index) => ({
    from: start < span.from ? span.from : start,
    until: starts[index + 1] ?? end,
  }))

const cutInto = (range: AnalyticsRange, span: Span, interval: Interval): CutSpan => {
  const starts = bucketStarts({ ...span, zone: range.zone }, interval, MOST_INTERVALS)
  if (starts === null) throw invalid('interval', `must cut the range into at most ${MOST_INTERVALS} parts`)
  const end = span === range ? readableEnd(range) : span.until
  return { ...span, starts, cover: coverSpans(clippedSpans(span, starts, end)) }
}

const sum = (rows: readonly SeriesRow[]): Counts & { bots: number } => ({
  clicks: rows.reduce((total, row) => total + row.clicks, 0),
  uniques: rows.reduce((total, row) => total + row.uniques, 0),
  bots: rows.reduce((total, row) => total + row.bots, 0),
})

/**
 * Clicks by interval of the zone, with zeros where there were none, and those of the period before at the same place.
 * @throws 400 on an interval that is too short for the range.
 */
export const readClicksSeries = async (
  ctx: OrganizationContext,
  range: AnalyticsRange,
  { filters, interval: asked }: { filters: ClickFilters; interval?: Interval | undefined },
): Promise<ClicksSeries> => {
  const interval = asked ?? suitableInterval(range)
  const current = cutInto(range, range, interval)
  const before = range.previous === null ? null : cutInto(range, range.previous, interval)
  const question = { organizationId: ctx.organization.id, filters, isFine: interval === 'minute' }
  const rows = await readSeries(ctx.tx, question, current, before)
  const [now, past] = [
    rows.filter((row) => row.period === 'current'),
    rows.filter((row) => row.period === 'previous'),
  ]
  const nowBy = new Map(now.map((row) => [row.bucket, row]))
  const pastBy = new Map(past.map((row) => [row.bucket, row]))
  const { clicks, uniques } = sum(past)
  return {
    interval,
    totals: sum(now),
    previous: before === null ? null : { clicks, uniques },
    series: current.starts.map((start, index) => ({
      starts_at: start.toISOString(),
      clicks: nowBy.get(index)?.clicks ?? 0,
      uniques: nowBy.get(index)?.uniques ?? 0,
      previous_clicks:
        before !== null && index < before.starts.length ? (pastBy.get(index)?.clicks ?? 0) : null,
    })),
  }
}
