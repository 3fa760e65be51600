import type { OrganizationContext } from '#server/kernel/context.ts'
import { featureMissing, limitReached } from '#server/kernel/errors.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import { type FeatureName, LIMITS, type LimitName } from '#shared/plans.ts'
import { countLimits } from './count-limits.ts'
import { findPlan, hasFeature } from './find-plan.ts'
import { countActiveMembers, insertLimitNotice, listOwners } from './usage-queries.ts'

const NEAR = 0.8

/**
 * Call under the organization's lock, before adding. Mails the owners once a month when 80 % is passed.
 * @throws 403 `limit_reached` with limit, usage and plan.
 */
export const enforceLimit = async (ctx: OrganizationContext, name: LimitName, adding = 1): Promise<void> => {
  const plan = findPlan(ctx.runtime.plans, ctx.organization.plan)
  const limit = plan.limits[name]
  if (limit === null) return
  const used = (await countLimits(ctx))[name] ?? 0
  if (used + adding > limit) throw limitReached(name, limit, used, plan.name)
  if (used + adding >= limit * NEAR && used < limit * NEAR)
    await noticeNearLimit(ctx, name, used + adding, limit)
}

/**
 * Call under the organization's lock, before a pending invitation becomes a membership: its seat is already held,
 * so only active members count.
 * @throws 403 `limit_reached`.
 */
export const enforceSeatOfAcceptance = async (ctx: OrganizationContext): Promise<void> => {
  const plan = findPlan(ctx.runtime.plans, ctx.organization.plan)
  const limit = plan.limits.members
  if (limit === null) return
  const active = await countActiveMembers(ctx.tx, ctx.organization.id)
  if (active + 1 > limit) throw limitReached('members', limit, active, plan.name)
}

/**
 * Operators on the command line are not bound by what the organization pays for.
 * @throws 403 `feature_not_in_plan`.
 */
export const requireFeature = (ctx: OrganizationContext, feature: FeatureName): void => {
  if (ctx.actor.kind === 'operator') return
  const plan = findPlan(ctx.runtime.plans, ctx.organization.plan)
  if (!hasFeature(ctx.runtime.plans, plan.id, feature)) throw featureMissing(feature, plan.name)
}

const noticeNearLimit = async (
  ctx: OrganizationContext,
  name: LimitName,
  used: number,
  limit: number,
): Promise<void> => {
  const period = ctx.now.toISOString().slice(0, 7)
  if (!(await insertLimitNotice(ctx.tx, ctx.organization.id, name, period))) return
  for (const owner of await listOwners(ctx.tx, ctx.organization.id)) {
    await sendMail(ctx, {
      to: owner.email,
      template: 'limit_near',
      data: {
        organization: ctx.organization.name,
        limit_label: LIMITS[name],
        used,
        limit,
        url: `${ctx.runtime.config.publicUrl}/dashboard/${ctx.organization.slug}/settings/usage`,
      },
    })
  }
}
