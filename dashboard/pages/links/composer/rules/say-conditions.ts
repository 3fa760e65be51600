import type { RuleConditions } from '#shared/contract/link-fields.ts'
import { formatMoment } from '../../../../ui/format-time.ts'
import { countryName, DEVICE_LABELS, languageName, WEEKDAYS } from './condition-values.ts'

const MOST_NAMED = 3

/** "Germany, Austria or Switzerland"; beyond three, the first two and how many more. */
function sayAny(names: readonly string[]): string {
  if (names.length > MOST_NAMED) return `${names.slice(0, 2).join(', ')} or ${names.length - 2} more`
  const last = names.at(-1) ?? ''
  return names.length <= 1 ? last : `${names.slice(0, -1).join(', ')} or ${last}`
}

function sayWindow({ from, until }: RuleConditions): string | null {
  if (from === undefined && until === undefined) return null
  if (from === undefined) return `until ${formatMoment(until ?? '')}`
  return until === undefined
    ? `from ${formatMoment(from)}`
    : `from ${formatMoment(from)} until ${formatMoment(until)}`
}

function saySchedule({ schedule }: RuleConditions): string | null {
  if (schedule === undefined) return null
  const days = WEEKDAYS.filter(({ value }) => schedule.weekdays.includes(value)).map(({ label }) => label)
  const when = days.length === 7 ? 'every day' : days.join(', ')
  return `${when} ${schedule.from}–${schedule.until} in ${schedule.zone}`
}

/** The conditions of a rule, each as a few words. All of them must hold. */
export function sayConditions(conditions: RuleConditions): string[] {
  const { devices, operating_systems: systems, countries, languages, percentage } = conditions
  return [
    devices === undefined ? null : sayAny(devices.map((device) => DEVICE_LABELS[device])),
    systems === undefined ? null : sayAny(systems),
    countries === undefined ? null : `in ${sayAny(countries.map(countryName))}`,
    languages === undefined ? null : `reads ${sayAny(languages.map(languageName))}`,
    sayWindow(conditions),
    saySchedule(conditions),
    percentage === undefined ? null : `${percentage} % of visitors`,
  ].filter((words) => words !== null)
}
