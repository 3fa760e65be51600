import { findAccountByEmail } from '#server/identity/find-account.ts'
import type { Context } from '#server/kernel/context.ts'
import { viewTeamInvitation } from '#server/teams/view-team-invitation.ts'
import type { viewInvitation as contract } from '#shared/contract/invitations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { normalizeEmail } from '#shared/normalize-email.ts'
import { invitationNotFound, statusAt } from './invitation-status.ts'
import { findByToken, openAsInvited } from './open-as-invited.ts'

/** Whether the signed-in account is the invited one; null for strangers. */
export const isForActor = (ctx: Context, email: string): boolean | null =>
  ctx.actor.kind === 'person' && ctx.actor.email !== null ? normalizeEmail(ctx.actor.email) === email : null

/**
 * What the page of an invitation shows. Only the invited person, signed in, sees one that is not pending any more.
 * @throws 404 `invitation_not_found`, alike for unknown, used, expired and foreign tokens.
 */
export const viewInvitation = async (
  ctx: Context,
  token: string,
): Promise<RouteResponse<typeof contract>> => {
  const row = await findByToken(ctx, token)
  if (row === undefined) return viewTeamInvitation(ctx, token)
  const { organization } = await openAsInvited(ctx, row.organization_id)
  const isForYou = isForActor(ctx, row.email)
  const status = statusAt(row, ctx.now)
  if (status !== 'pending' && isForYou !== true) throw invitationNotFound()
  return {
    kind: 'organization',
    status,
    email: row.email,
    organization: { name: organization.name, slug: organization.slug },
    team: null,
    role_name: row.role_name,
    invited_by: row.invited_by_name,
    message: row.message,
    expires_at: row.expires_at.toISOString(),
    has_account: (await findAccountByEmail(ctx, row.email)) !== undefined,
    is_for_you: isForYou,
  }
}
