import type { OrganizationContext } from '#server/kernel/context.ts'
import { limitReached } from '#server/kernel/errors.ts'
import { countLimits } from '#server/plans/count-limits.ts'
import { findPlan } from '#server/plans/find-plan.ts'
import type { RowsOutcome } from './import-rows.ts'

/** Thrown at the end of a trial, so that its transaction is rolled back. */
export class TrialOver extends Error {
  readonly outcome: RowsOutcome

  constructor(outcome: RowsOutcome) {
    super('a trial is taken back')
    this.outcome = outcome
  }
}

/** The plan's limit counts the links that earlier rows of the trial would have made, though they were taken back. */
export const applyTrialLimit = async (
  ctx: OrganizationContext,
  outcome: RowsOutcome,
  triedBefore: number,
): Promise<RowsOutcome> => {
  const plan = findPlan(ctx.runtime.plans, ctx.organization.plan)
  const limit = plan.limits.links
  if (limit === null || outcome.stop !== null) return outcome
  const used = (await countLimits(ctx)).links ?? 0
  const surplus = Math.min(used + triedBefore - limit, outcome.created.length)
  if (surplus <= 0) return outcome
  const stop = limitReached('links', limit, limit, plan.name).message
  const kept = outcome.created.length - surplus
  const failures = outcome.created.slice(kept).map(({ record }) => ({ ...record, problem: stop }))
  return {
    ...outcome,
    created: outcome.created.slice(0, kept),
    failures: [...outcome.failures, ...failures],
    stop,
  }
}
