import { LRUCache } from 'lru-cache'
import type { RuleConditions } from '#shared/contract/link-fields.ts'

type Schedule = NonNullable<RuleConditions['schedule']>
type Weekday = Schedule['weekdays'][number]

// Making one costs a thousand times as much as asking it.
const clocks = new LRUCache<string, Intl.DateTimeFormat>({ max: 600 })

const clockOf = (zone: string): Intl.DateTimeFormat => {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  clocks.set(zone, made)
  return made
}

const WEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const weekdayOf = (text: string): Weekday | undefined => WEEK.find((day) => day === text.toLowerCase())
const dayBefore = (day: Weekday): Weekday => WEEK[(WEEK.indexOf(day) + 6) % 7] ?? day

const readClock = (zone: string, at: Date): { day: Weekday | undefined; time: string } => {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  return {
    day: weekdayOf(parts.get('weekday') ?? ''),
    time: `${parts.get('hour') ?? ''}:${parts.get('minute') ?? ''}`,
  }
}

/**
 * Whether an instant falls in a weekly schedule, by the clock of its zone. From `from` up to but not including `until`;
 * an `until` that is not later is the next day's, and the weekday is then that of the evening.
 */
export const fitsSchedule = (schedule: Schedule, at: Date): boolean => {
  const { day, time } = readClock(schedule.zone, at)
  if (day === undefined) return false
  const { from, until, weekdays } = schedule
  if (from < until) return weekdays.includes(day) && from <= time && time < until
  return (time >= from && weekdays.includes(day)) || (time < until && weekdays.includes(dayBefore(day)))
}
