import type { Context } from '#server/kernel/context.ts'
import { invitationNotFound, statusAt } from '#server/organizations/invitation-status.ts'
import type { viewInvitation as contract } from '#shared/contract/invitations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { findTeamInvitationByToken, isInvitedMember } from './find-team-invitation-by-token.ts'

/** What the page of a team invitation shows. @throws 404 `invitation_not_found` as viewInvitation. */
export const viewTeamInvitation = async (
  ctx: Context,
  token: string,
): Promise<RouteResponse<typeof contract>> => {
  const { guest, row } = await findTeamInvitationByToken(ctx, token)
  const isForYou = ctx.actor.kind === 'person' ? isInvitedMember(ctx, row) : null
  const status = statusAt(row, ctx.now)
  if (status !== 'pending' && isForYou !== true) throw invitationNotFound()
  return {
    kind: 'team',
    status,
    email: row.email,
    organization: { name: guest.organization.name, slug: guest.organization.slug },
    team: { name: row.team_name },
    role_name: row.role === 'owner' ? 'Team owner' : 'Team member',
    invited_by: row.invited_by_name,
    message: '',
    expires_at: row.expires_at.toISOString(),
    has_account: true,
    is_for_you: isForYou,
  }
}
