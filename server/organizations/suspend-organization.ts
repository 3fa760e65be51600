import { forgetOrganization } from '#server/addresses/forget-address.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, forbidden } from '#server/kernel/errors.ts'
import { lockOrganization } from './lock-organization.ts'
import { setSuspension } from './suspension-queries.ts'

const setSuspended = async (ctx: OrganizationContext, isSuspended: boolean): Promise<void> => {
  if (ctx.standing.roleKey !== 'operator')
    throw forbidden('operator_required', 'Only an operator of this installation may do this.')
  await lockOrganization(ctx)
  const { id, name } = ctx.organization
  if (!(await setSuspension(ctx.tx, id, isSuspended ? ctx.now : null))) {
    throw isSuspended
      ? conflict('already_suspended', 'This organization is suspended already.')
      : conflict('not_suspended', 'This organization is not suspended.')
  }
  recordAudit(ctx, {
    organizationId: id,
    action: isSuspended ? 'org.suspended' : 'org.unsuspended',
    targets: [{ type: 'organization', id, name }],
    changes: { is_suspended: { before: !isSuspended, after: isSuspended } },
  })
  forgetOrganization(ctx)
}

/**
 * Shuts an organization: members are told so, visitors of its addresses meet a page that says so, nothing is lost.
 * For operators. @throws 403 `operator_required`, 409 `already_suspended`.
 */
export const suspendOrganization = (ctx: OrganizationContext): Promise<void> => setSuspended(ctx, true)

/** Opens a suspended organization again. For operators. @throws 403 `operator_required`, 409 `not_suspended`. */
export const unsuspendOrganization = (ctx: OrganizationContext): Promise<void> => setSuspended(ctx, false)
