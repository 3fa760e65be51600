import type { AnalyticsRange, Span } from './resolve-range.ts'

/** What to read of each roll-up for a span: whole months (UTC), then whole days, and quarters of an hour at the ends. */
export interface Cover {
  quarters: Span[]
  days: Span[]
  months: Span[]
}

const DAY_MS = 24 * 60 * 60 * 1000

const floorDay = (at: Date): Date => new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS)
const ceilDay = (at: Date): Date => new Date(Math.ceil(at.getTime() / DAY_MS) * DAY_MS)
const floorMonth = (at: Date): Date => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1))

/** The first midnight (UTC) of a month that is not before the instant. */
const ceilMonth = (at: Date): Date => {
  const floor = floorMonth(at)
  return floor.getTime() === at.getTime()
    ? floor
    : new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
}

/** Adds a span to the end of a list, as one with its neighbour where they touch; an empty one is left out. */
const append = (spans: Span[], from: Date, until: Date): void => {
  if (from >= until) return
  const last = spans.at(-1)
  if (last !== undefined && last.until.getTime() === from.getTime()) last.until = until
  else spans.push({ from, until })
}

const coverOne = (cover: Cover, { from, until }: Span): void => {
  const [firstDay, endDay] = [ceilDay(from), floorDay(until)]
  if (firstDay >= endDay) {
    append(cover.quarters, from, until)
    return
  }
  append(cover.quarters, from, firstDay)
  const [firstMonth, endMonth] = [ceilMonth(firstDay), floorMonth(endDay)]
  if (firstMonth >= endMonth) append(cover.days, firstDay, endDay)
  else {
    append(cover.days, firstDay, firstMonth)
    append(cover.months, firstMonth, endMonth)
    append(cover.days, endMonth, endDay)
  }
  append(cover.quarters, endDay, until)
}

/** Covers spans that follow each other in time, none across another's border: each piece lies in one of them. */
export const coverSpans = (spans: readonly Span[]): Cover => {
  const cover: Cover = { quarters: [], days: [], months: [] }
  for (const span of spans) coverOne(cover, span)
  return cover
}

/** Where to read a range to. Where nothing is younger, the rest of the month is empty: its row stands for its days. */
export const readableEnd = ({ until, isOpenEnded }: Pick<AnalyticsRange, 'until' | 'isOpenEnded'>): Date =>
  isOpenEnded ? ceilMonth(until) : until

/** Covers a whole range. */
export const coverRange = (range: AnalyticsRange): Cover =>
  coverSpans([{ from: range.from, until: readableEnd(range) }])
