import type { DEVICES, LinkRule, OPERATING_SYSTEMS } from '#shared/contract/link-fields.ts'
import { fitsConditions } from './fits-conditions.ts'

/** A rule as links keep it: with its id. */
export type KeptRule = LinkRule & { id: string }

/** What rules ask of a visitor. Getters are welcome: nothing is read that no rule asks for. */
export interface VisitorFacts {
  readonly device: (typeof DEVICES)[number]
  readonly operatingSystem: (typeof OPERATING_SYSTEMS)[number]
  /** ISO 3166-1 alpha-2; null where unknown. */
  readonly country: string | null
  /** Like `de`; null where unknown. */
  readonly language: string | null
  readonly at: Date
}

/** Where a visitor falls for a rule: from 0 up to but not including 100, always the same for the same visitor. */
export type DrawForRule = (ruleId: string) => number

/** The first rule that fits, or null: then the link's own destination holds. */
export const chooseDestination = (
  rules: readonly KeptRule[],
  facts: VisitorFacts,
  draw: DrawForRule,
): { destination: string; ruleId: string } | null => {
  for (const rule of rules) {
    if (!fitsConditions(rule.conditions, facts)) continue
    const { percentage } = rule.conditions
    if (percentage !== undefined && draw(rule.id) >= percentage) continue
    return { destination: rule.destination, ruleId: rule.id }
  }
  return null
}
