import { recordAudit } from '#server/audit/record-audit.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { enforceLimit } from '#server/plans/enforce-limit.ts'
import type { resendInvitation as contract } from '#shared/contract/invitations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { authorizeInvite } from './authorize-invite.ts'
import { findManageableInvitation } from './find-manageable-invitation.ts'
import { linkForInviter, newInvitationLink } from './invitation-link.ts'
import { hasPendingInvitation, renewInvitation, settleExpiredInvitations } from './invitation-queries.ts'
import { statusAt } from './invitation-status.ts'
import { lockOrganization } from './lock-organization.ts'
import { presentInvitation } from './present-invitation.ts'
import { findGrantableRole, invitationExists, mailInvitation, refuseMember } from './send-invitation.ts'

/** An expired invitation gave its seat back: sending it again takes one, as a new one would. */
const retakeSeat = async (ctx: OrganizationContext, email: string, id: string): Promise<void> => {
  await settleExpiredInvitations(ctx.tx, ctx.organization.id, email, ctx.now)
  if (await hasPendingInvitation(ctx.tx, ctx.organization.id, email, id)) throw invitationExists(email)
  await enforceLimit(ctx, 'members')
}

/**
 * Sends a pending or expired invitation again: a new link, the old one is dead, seven days start anew.
 * @throws 404; 403 of authorizeInvite, of the role guard, `limit_reached`; 409 `invitation_not_pending`,
 * `role_deleted`, `already_member`, `invitation_exists`.
 */
export const resendInvitation = async (
  ctx: OrganizationContext,
  id: string,
): Promise<RouteResponse<typeof contract>> => {
  authorizeInvite(ctx)
  await lockOrganization(ctx)
  const row = await findManageableInvitation(ctx, id, authorizeInvite(ctx))
  const status = statusAt(row, ctx.now)
  if (status !== 'pending' && status !== 'expired') {
    throw conflict('invitation_not_pending', `This invitation is ${status}; send a new one.`, { status })
  }
  if (row.role_id === null)
    throw conflict('role_deleted', `The role ${row.role_name} was deleted; send a new invitation.`)
  await findGrantableRole(ctx, row.role_id)
  await refuseMember(ctx, row.email)
  if (status === 'expired') await retakeSeat(ctx, row.email, id)

  const link = newInvitationLink(ctx)
  const set = { token_hash: link.tokenHash, sent_at: ctx.now, expires_at: link.expiresAt }
  await renewInvitation(ctx.tx, ctx.organization.id, id, set)
  await mailInvitation(ctx, row, link)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'org.invitation_resent',
    targets: [{ type: 'invitation', id, name: row.email }],
    changes: { expires_at: { before: row.expires_at.toISOString(), after: link.expiresAt.toISOString() } },
  })
  const renewed = { ...row, status: 'pending' as const, sent_at: ctx.now, expires_at: link.expiresAt }
  return { ...(await presentInvitation(ctx, renewed)), accept_url: linkForInviter(ctx, link) }
}
