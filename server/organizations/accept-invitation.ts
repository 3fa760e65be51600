import type { AccountContext } from '#server/kernel/context.ts'
import { acceptTeamInvitation } from '#server/teams/accept-team-invitation.ts'
import type { acceptInvitation as contract } from '#shared/contract/invitations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { refuseKeys } from './invitations-of-account.ts'
import { joinByInvitation } from './join-by-invitation.ts'
import { findByToken } from './open-as-invited.ts'

/**
 * Accepts an invitation to an organization or to a team as the signed-in account, whose e-mail counts as verified by it.
 * @throws as joinByInvitation and acceptTeamInvitation; 404 `invitation_not_found` for a token that names none.
 */
export const acceptInvitation = async (
  ctx: AccountContext,
  token: string,
): Promise<RouteResponse<typeof contract>> => {
  refuseKeys(ctx)
  const row = await findByToken(ctx, token)
  if (row === undefined) return acceptTeamInvitation(ctx, token)
  return { organization: await joinByInvitation(ctx, row), team: null }
}
