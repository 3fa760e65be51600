import { recordAudit } from '#server/audit/record-audit.ts'
import type { AccountContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { requirePending, statusAt, wrongAccount } from '#server/organizations/invitation-status.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { acceptInvitation as contract } from '#shared/contract/invitations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import {
  findTeamInvitationByToken,
  isInvitedMember,
  rereadTeamInvitation,
} from './find-team-invitation-by-token.ts'
import { targetsOf } from './invite-to-team.ts'
import { updateTeamInvitation } from './team-invitation-queries.ts'
import { insertTeamMembers } from './team-member-queries.ts'

/**
 * Joins a team by an invitation's token, as the member whom it names.
 * @throws 404 `invitation_not_found`; 409 `wrong_account` (it survives), `already_in_team`, or why it has ended.
 */
export const acceptTeamInvitation = async (
  ctx: AccountContext,
  token: string,
): Promise<RouteResponse<typeof contract>> => {
  const { guest, row: found } = await findTeamInvitationByToken(ctx, token)
  if (!isInvitedMember(ctx, found)) {
    requirePending(statusAt(found, ctx.now), false)
    throw wrongAccount(found.email, ctx.actor.email)
  }
  await lockOrganization(guest)
  const row = await rereadTeamInvitation(guest, found.id)
  requirePending(statusAt(row, ctx.now), true)
  const { id: organizationId, name, slug } = guest.organization
  const joined = await insertTeamMembers(ctx.tx, [
    {
      organization_id: organizationId,
      team_id: row.team_id,
      member_id: row.member_id,
      role: row.role,
      joined_at: ctx.now,
    },
  ])
  if (joined.length === 0) throw conflict('already_in_team', `You are in the team ${row.team_name} already.`)
  await updateTeamInvitation(ctx.tx, organizationId, row.id, { status: 'accepted', responded_at: ctx.now })
  recordAudit(ctx, {
    organizationId,
    action: 'team.member_added',
    targets: targetsOf(row),
    changes: { role: { before: null, after: row.role } },
  })
  return {
    organization: { id: organizationId, name, slug },
    team: { id: row.team_id, name: row.team_name, slug: row.team_slug },
  }
}
