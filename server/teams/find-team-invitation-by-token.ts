import type { Context, OrganizationContext } from '#server/kernel/context.ts'
import { setTenancy } from '#server/kernel/database/database.ts'
import { hashToken } from '#server/kernel/secrets.ts'
import { invitationNotFound } from '#server/organizations/invitation-status.ts'
import { openAsInvited } from '#server/organizations/open-as-invited.ts'
import { normalizeEmail } from '#shared/normalize-email.ts'
import {
  findTeamInvitationByTokenHash,
  findTeamInvitationRow,
  type TeamInvitationRow,
} from './team-invitation-queries.ts'

export interface FoundTeamInvitation {
  guest: OrganizationContext
  row: TeamInvitationRow
}

/**
 * The team invitation of a token, in its organization.
 * @throws 404 `invitation_not_found`, also where the organization is gone or the member was removed from it.
 */
export const findTeamInvitationByToken = async (
  ctx: Context,
  token: string,
): Promise<FoundTeamInvitation> => {
  const tokenHash = hashToken(token)
  await setTenancy(ctx.tx, { organization_id: '', token_hash: tokenHash })
  const found = await findTeamInvitationByTokenHash(ctx.tx, tokenHash)
  if (found === undefined) throw invitationNotFound()
  const guest = await openAsInvited(ctx, found.organization_id)
  return { guest, row: await rereadTeamInvitation(guest, found.id) }
}

/** The same invitation as it stands now. @throws 404 `invitation_not_found`. */
export const rereadTeamInvitation = async (
  guest: OrganizationContext,
  id: string,
): Promise<TeamInvitationRow> => {
  const row = await findTeamInvitationRow(guest.tx, guest.organization.id, id)
  if (row === undefined || !row.is_member_active) throw invitationNotFound()
  return row
}

/** True when the signed-in actor is the invited member. */
export const isInvitedMember = (ctx: Context, row: TeamInvitationRow): boolean =>
  ctx.actor.kind === 'person' &&
  ctx.actor.id === row.user_id &&
  normalizeEmail(ctx.actor.email ?? '') === normalizeEmail(row.email)
