import { forgetOrganization } from '#server/addresses/forget-address.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { forbidden, invalid } from '#server/kernel/errors.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import { listOwners } from './keep-last-owner.ts'
import { lockOrganization } from './lock-organization.ts'
import { markDeleted } from './ownership-queries.ts'

const DAY_MS = 86_400_000

/** @throws 403 `personal_workspace`: it can't be deleted, left, invited into or handed over. */
export const refusePersonal = (ctx: OrganizationContext): void => {
  if (ctx.organization.kind !== 'personal') return
  throw forbidden(
    'personal_workspace',
    'This is a personal workspace: it has one member and goes with the account.',
  )
}

const authorizeDeletion = (ctx: OrganizationContext): void => {
  authorize(ctx, 'organization.delete')
  if (ctx.standing.roleKey === 'owner') return
  throw forbidden('owner_required', 'Only an owner deletes an organization.')
}

const mailOwners = async (ctx: OrganizationContext, purgeAfter: Date): Promise<void> => {
  for (const owner of await listOwners(ctx)) {
    await sendMail(ctx, {
      to: owner.email,
      template: 'organization_deleted',
      data: { organization: ctx.organization.name, deleted_by: ctx.actor.name, purge_at: purgeAfter },
    })
  }
}

/**
 * Puts the organization out of everyone's reach at once; it is purged when the grace period is over.
 * @throws 403 for anyone but an owner, 403 `personal_workspace`, 400 when `confirm` is not the organization's name.
 */
export const deleteOrganization = async (
  ctx: OrganizationContext,
  input: { confirm?: string | undefined },
): Promise<{ message: string }> => {
  authorizeDeletion(ctx)
  refusePersonal(ctx)
  await lockOrganization(ctx)
  authorizeDeletion(ctx)
  const { id, name } = ctx.organization
  if (input.confirm !== undefined && input.confirm !== name)
    throw invalid('confirm', "must equal the organization's name")
  const { deletionGraceDays } = ctx.runtime.config
  const purgeAfter = new Date(ctx.now.getTime() + deletionGraceDays * DAY_MS)
  await mailOwners(ctx, purgeAfter)
  await markDeleted(ctx.tx, id, { by: ctx.actor.id, now: ctx.now, purgeAfter })
  forgetOrganization(ctx)
  recordAudit(ctx, {
    organizationId: id,
    action: 'org.deleted',
    targets: [{ type: 'organization', id, name }],
    changes: { purge_after: { before: null, after: purgeAfter.toISOString() } },
  })
  if (deletionGraceDays === 0) await ctx.runtime.queue.send(ctx, 'purge_organizations', {})
  return { message: 'Organization deleted successfully' }
}
