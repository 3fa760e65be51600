import { recordAudit } from '#server/audit/record-audit.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import type { Invitation } from '#shared/contract/invitations.ts'
import { authorizeInvitations } from './authorize-invite.ts'
import { findManageableInvitation } from './find-manageable-invitation.ts'
import { closeInvitation } from './invitation-queries.ts'
import { statusAt } from './invitation-status.ts'
import { lockOrganization } from './lock-organization.ts'
import { presentInvitation } from './present-invitation.ts'

/**
 * Cancels a pending invitation: its link ends at once and its seat is free.
 * @throws 404, 403 `permission_denied`, 409 `invitation_not_pending`.
 */
export const cancelInvitation = async (ctx: OrganizationContext, id: string): Promise<Invitation> => {
  authorizeInvitations(ctx)
  await lockOrganization(ctx)
  const row = await findManageableInvitation(ctx, id, authorizeInvitations(ctx))
  const status = statusAt(row, ctx.now)
  if (status !== 'pending')
    throw conflict('invitation_not_pending', `This invitation is ${status} already.`, { status })
  await closeInvitation(ctx.tx, ctx.organization.id, id, { status: 'cancelled', responded_at: ctx.now })
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'org.invitation_cancelled',
    targets: [{ type: 'invitation', id, name: row.email }],
  })
  return presentInvitation(ctx, { ...row, status: 'cancelled', responded_at: ctx.now })
}
