import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { invalid } from '#server/kernel/errors.ts'
import { updatePlan } from './usage-queries.ts'

/**
 * Moves an organization to another plan of the catalogue. At a smaller one new things are refused; of what is there, only
 * clicks and audit entries older than it keeps go.
 * Billing is manual: the operator's command line calls this.
 * @throws 400 naming the plans there are.
 */
export const setPlan = async (ctx: OrganizationContext, planId: string): Promise<void> => {
  authorize(ctx, 'billing.manage')
  const known = ctx.runtime.plans.plans.map((plan) => plan.id)
  if (!known.includes(planId)) throw invalid('plan', `must be one of ${known.join(', ')}`)
  if (planId === ctx.organization.plan) return
  await updatePlan(ctx.tx, ctx.organization.id, planId, ctx.now)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'org.plan_changed',
    targets: [{ type: 'organization', id: ctx.organization.id, name: ctx.organization.name }],
    changes: { plan: { before: ctx.organization.plan, after: planId } },
  })
}
