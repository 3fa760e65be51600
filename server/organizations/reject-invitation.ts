import { recordAudit } from '#server/audit/record-audit.ts'
import type { Context } from '#server/kernel/context.ts'
import { rejectTeamInvitation } from '#server/teams/reject-team-invitation.ts'
import { closeInvitation, findInvitation } from './invitation-queries.ts'
import { invitationNotFound, requirePending, statusAt } from './invitation-status.ts'
import { lockOrganization } from './lock-organization.ts'
import { findByToken, openAsInvited } from './open-as-invited.ts'
import { isForActor } from './view-invitation.ts'

/**
 * Declines an invitation to an organization or a team by its token; needs no sign-in. Its seat is free again.
 * @throws 404 `invitation_not_found`; 409 with the reason for the invited person, signed in.
 */
export const rejectInvitation = async (ctx: Context, token: string): Promise<{ message: string }> => {
  const found = await findByToken(ctx, token)
  if (found === undefined) return rejectTeamInvitation(ctx, token)
  const guest = await openAsInvited(ctx, found.organization_id)
  await lockOrganization(guest)
  const row = await findInvitation(ctx.tx, guest.organization.id, found.id)
  if (row === undefined) throw invitationNotFound()
  requirePending(statusAt(row, ctx.now), isForActor(ctx, row.email) === true)
  await closeInvitation(ctx.tx, guest.organization.id, row.id, { status: 'rejected', responded_at: ctx.now })
  recordAudit(ctx, {
    organizationId: guest.organization.id,
    action: 'org.invitation_rejected',
    targets: [{ type: 'invitation', id: row.id, name: row.email }],
  })
  return { message: `You declined the invitation to ${guest.organization.name}.` }
}
