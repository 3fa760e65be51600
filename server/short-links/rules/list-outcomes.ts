import type { KeptRule, VisitorFacts } from './choose-destination.ts'
import { fitsConditions } from './fits-conditions.ts'

/** One of the places where a visitor may be led; `rule_id` null: the link's own destination. */
export interface PossibleOutcome {
  destination: string
  rule_id: string | null
  /** How many of a hundred visitors of that kind. */
  percentage: number
}

/** Everywhere that visitors of one kind may be led, with shares that add up to 100; in the order of the rules. */
export const listOutcomes = (
  rules: readonly KeptRule[],
  facts: VisitorFacts,
  ownDestination: string,
): PossibleOutcome[] => {
  const outcomes: PossibleOutcome[] = []
  let left = 100
  for (const rule of rules) {
    if (left <= 0) break
    if (!fitsConditions(rule.conditions, facts)) continue
    const share = (left * (rule.conditions.percentage ?? 100)) / 100
    outcomes.push({ destination: rule.destination, rule_id: rule.id, percentage: share })
    left -= share
  }
  if (left > 0) outcomes.push({ destination: ownDestination, rule_id: null, percentage: left })
  return outcomes
}
