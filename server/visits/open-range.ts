import type { OrganizationContext } from '#server/kernel/context.ts'
import { findPlan } from '#server/plans/find-plan.ts'
import { ALL_DIMENSIONS } from '#shared/contract/analytics.ts'
import type { ClickFilters } from './click-filter-queries.ts'
import { monthOf } from './describe-click.ts'
import { type AnalyticsRange, type RangeInput, resolveRange } from './resolve-range.ts'
import { countMonth, findFirstDay } from './series-queries.ts'

/** The range asked for, within what the organization's plan keeps. @throws 400 as `resolveRange` does. */
export const openRange = (ctx: OrganizationContext, input: RangeInput): Promise<AnalyticsRange> =>
  resolveRange(input, {
    now: ctx.now,
    retentionDays: findPlan(ctx.runtime.plans, ctx.organization.plan).limits.analytics_retention_days,
    findFirst: () => findFirstDay(ctx.tx, ctx.organization.id),
  })

/** The filters of a query, without what else it holds. */
export const filtersOf = (input: ClickFilters): ClickFilters =>
  Object.fromEntries(
    ALL_DIMENSIONS.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
  )

/** True when this month's clicks of the plan are used up: totals go on, detail does not. */
export const isDetailStopped = async (ctx: OrganizationContext): Promise<boolean> => {
  const quota = findPlan(ctx.runtime.plans, ctx.organization.plan).limits.clicks_a_month
  if (quota === null) return false
  return (await countMonth(ctx.tx, ctx.organization.id, monthOf(ctx.now.getTime()))) >= quota
}
