import type { RuleConditions } from '#shared/contract/link-fields.ts'
import type { VisitorFacts } from './choose-destination.ts'
import { fitsSchedule } from './fits-schedule.ts'

const isIn = <T>(list: readonly T[] | undefined, value: () => T | null): boolean => {
  if (list === undefined) return true
  const asked = value()
  return asked !== null && list.includes(asked)
}

/** From `from` on, and before `until`. */
const isWithin = ({ from, until }: RuleConditions, at: () => Date): boolean => {
  if (from === undefined && until === undefined) return true
  const now = at().getTime()
  if (from !== undefined && now < Date.parse(from)) return false
  return until === undefined || now < Date.parse(until)
}

/** Whether a visitor fits every condition but the percentage, which is drawn for each. */
export const fitsConditions = (conditions: RuleConditions, facts: VisitorFacts): boolean =>
  isWithin(conditions, () => facts.at) &&
  (conditions.schedule === undefined || fitsSchedule(conditions.schedule, facts.at)) &&
  isIn(conditions.devices, () => facts.device) &&
  isIn(conditions.operating_systems, () => facts.operatingSystem) &&
  isIn(conditions.languages, () => facts.language) &&
  isIn(conditions.countries, () => facts.country)
