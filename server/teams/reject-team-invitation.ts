import { recordAudit } from '#server/audit/record-audit.ts'
import type { Context } from '#server/kernel/context.ts'
import { requirePending, statusAt } from '#server/organizations/invitation-status.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import {
  findTeamInvitationByToken,
  isInvitedMember,
  rereadTeamInvitation,
} from './find-team-invitation-by-token.ts'
import { targetsOf } from './invite-to-team.ts'
import { updateTeamInvitation } from './team-invitation-queries.ts'

/** Declines a team invitation by its token; needs no sign-in. @throws as rejectInvitation. */
export const rejectTeamInvitation = async (ctx: Context, token: string): Promise<{ message: string }> => {
  const { guest, row: found } = await findTeamInvitationByToken(ctx, token)
  await lockOrganization(guest)
  const row = await rereadTeamInvitation(guest, found.id)
  requirePending(statusAt(row, ctx.now), isInvitedMember(ctx, row))
  const set = { status: 'rejected' as const, responded_at: ctx.now }
  await updateTeamInvitation(ctx.tx, guest.organization.id, row.id, set)
  recordAudit(ctx, {
    organizationId: guest.organization.id,
    action: 'team.invitation_rejected',
    targets: targetsOf(row),
  })
  return { message: `You declined the invitation to the team ${row.team_name}.` }
}
