import { Temporal } from 'temporal-polyfill'
import type { INTERVALS } from '#shared/contract/analytics.ts'

export type Interval = (typeof INTERVALS)[number]

type Zoned = Temporal.ZonedDateTime

const floorTo: Record<Interval, (at: Zoned) => Zoned> = {
  minute: (at) => at.round({ smallestUnit: 'minute', roundingMode: 'floor' }),
  hour: (at) => at.round({ smallestUnit: 'hour', roundingMode: 'floor' }),
  day: (at) => at.startOfDay(),
  week: (at) =>
    at
      .startOfDay()
      .subtract({ days: at.dayOfWeek - 1 })
      .startOfDay(),
  month: (at) => at.with({ day: 1 }).startOfDay(),
}

const step: Record<Interval, Temporal.DurationLike> = {
  minute: { minutes: 1 },
  hour: { hours: 1 },
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
}

/** An instant as the clock of a zone shows it. */
export const zonedAt = (at: Date, zone: string): Zoned =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)

export const dateOf = (at: Zoned): Date => new Date(at.epochMilliseconds)

// Where the clock is put back or forward by half an hour, the hours after it begin elsewhere than an hour later.
const nextStart = (start: Zoned, interval: Interval): Zoned => {
  const next = floorTo[interval](start.add(step[interval]))
  return Temporal.ZonedDateTime.compare(next, start) > 0 ? next : start.add(step[interval])
}

/**
 * Where each interval begins that has a part in [from, until): the first may begin before `from`. A day of a clock change
 * has 23 or 25 hours. Answers null when there are more than `most`.
 */
export const bucketStarts = (
  range: { from: Date; until: Date; zone: string },
  interval: Interval,
  most: number,
): Date[] | null => {
  const starts: Date[] = []
  let start = floorTo[interval](zonedAt(range.from, range.zone))
  while (start.epochMilliseconds < range.until.getTime()) {
    if (starts.length === most) return null
    starts.push(dateOf(start))
    start = nextStart(start, interval)
  }
  return starts
}
