import type { AccountContext } from '#server/kernel/context.ts'
import { setTenancy } from '#server/kernel/database/database.ts'
import { DomainError, forbidden } from '#server/kernel/errors.ts'
import type { acceptMyInvitation, listMyInvitations as listContract } from '#shared/contract/invitations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { normalizeEmail } from '#shared/normalize-email.ts'
import { type InvitationRow, listInvitationsOfEmail } from './invitation-queries.ts'
import { invitationNotFound } from './invitation-status.ts'
import { joinByInvitation } from './join-by-invitation.ts'
import { openAsInvited } from './open-as-invited.ts'

/** @throws 403 `person_required`: joining is a person's own act, never a scoped key's. */
export const refuseKeys = (ctx: AccountContext): void => {
  if (ctx.actor.scopes !== null)
    throw forbidden('person_required', 'Sign in to accept an invitation; a key can not.')
}

/** Pending invitations to the account's e-mail, which must be verified: an unverified one proves nothing. */
const findOwn = async (ctx: AccountContext): Promise<InvitationRow[]> => {
  if (!ctx.actor.isEmailVerified) return []
  const email = normalizeEmail(ctx.actor.email)
  await setTenancy(ctx.tx, { organization_id: '', verified_email: email })
  return listInvitationsOfEmail(ctx.tx, email, ctx.now)
}

/** Pending invitations to the account's verified e-mail; none of organizations that were deleted or are suspended. */
export const listMyInvitations = async (ctx: AccountContext): Promise<RouteResponse<typeof listContract>> => {
  const data: RouteResponse<typeof listContract>['data'] = []
  for (const row of await findOwn(ctx)) {
    try {
      const { organization } = await openAsInvited(ctx, row.organization_id)
      data.push({
        id: row.id,
        organization: { name: organization.name },
        role_name: row.role_name,
        invited_by: row.invited_by_name,
        expires_at: row.expires_at.toISOString(),
      })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
    }
  }
  return { data }
}

/** Accepts one of them without its token. @throws as joinByInvitation; 404 `invitation_not_found` for any other. */
export const acceptMyInvitationById = async (
  ctx: AccountContext,
  id: string,
): Promise<RouteResponse<typeof acceptMyInvitation>> => {
  refuseKeys(ctx)
  const row = (await findOwn(ctx)).find((own) => own.id === id)
  if (row === undefined) throw invitationNotFound()
  return { organization: await joinByInvitation(ctx, row) }
}
