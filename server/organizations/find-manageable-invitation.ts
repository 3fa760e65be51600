import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import type { InvitationReach } from './authorize-invite.ts'
import { findInvitation, type InvitationRow } from './invitation-queries.ts'
import { isWithinReach } from './present-invitation.ts'

/** @throws 404 for an invitation of another organization, or of another person where the actor reaches only their own. */
export const findManageableInvitation = async (
  ctx: OrganizationContext,
  id: string,
  reach: InvitationReach,
): Promise<InvitationRow> => {
  const row = await findInvitation(ctx.tx, ctx.organization.id, id)
  if (row === undefined || !isWithinReach(ctx, row, reach)) throw notFound('invitation')
  return row
}
