import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { getUsage, listLimits } from '#shared/contract/organizations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { FEATURES, type FeatureName, LIMITS, type LimitName } from '#shared/plans.ts'
import { countLimits } from './count-limits.ts'
import { findPlan } from './find-plan.ts'

/** Usage and limits in the shape that seed 002 prints; null means unlimited. */
export const readUsage = async (ctx: OrganizationContext): Promise<RouteResponse<typeof getUsage>> => {
  authorize(ctx, 'organization.view')
  const plan = findPlan(ctx.runtime.plans, ctx.organization.plan)
  const used = await countLimits(ctx)
  return {
    usage: { links: used.links ?? 0, members: used.members ?? 0, domains: used.domains ?? 0 },
    limits: { links: plan.limits.links, members: plan.limits.members, domains: plan.limits.domains },
    tier: plan.id,
  }
}

/** Every limit with what is used of it, every feature, and the catalogue to compare with. */
export const readLimits = async (ctx: OrganizationContext): Promise<RouteResponse<typeof listLimits>> => {
  authorize(ctx, 'organization.view')
  const plan = findPlan(ctx.runtime.plans, ctx.organization.plan)
  const used = await countLimits(ctx)
  const names = Object.keys(LIMITS) as LimitName[]
  return {
    plan: { id: plan.id, name: plan.name, price: plan.price },
    limits: names.map((name) => ({ name, label: LIMITS[name], used: used[name], limit: plan.limits[name] })),
    features: (Object.keys(FEATURES) as FeatureName[]).map((name) => ({
      name,
      label: FEATURES[name],
      is_included: plan.features.includes(name),
    })),
    plans: ctx.runtime.plans.plans.map((candidate) => ({
      id: candidate.id,
      name: candidate.name,
      price: candidate.price,
      is_current: candidate.id === plan.id,
      limits: candidate.limits,
      features: candidate.features.map((feature) => FEATURES[feature]),
    })),
  }
}
