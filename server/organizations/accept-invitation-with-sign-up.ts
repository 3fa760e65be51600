import { createVerifiedAccount } from '#server/identity/create-verified-account.ts'
import type { AccountContext, Context } from '#server/kernel/context.ts'
import { enforceSeatOfAcceptance } from '#server/plans/enforce-limit.ts'
import type { acceptInvitationWithSignUp as contract } from '#shared/contract/invitations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { findInvitation } from './invitation-queries.ts'
import { invitationNotFound, requirePending, statusAt } from './invitation-status.ts'
import { joinByInvitation } from './join-by-invitation.ts'
import { lockOrganization } from './lock-organization.ts'
import { findByToken, openAsInvited } from './open-as-invited.ts'

const isPerson = (ctx: Context): ctx is AccountContext =>
  ctx.actor.kind === 'person' && ctx.actor.email !== null

/**
 * Makes an account for the invited e-mail, signs it in and joins, all or nothing; an account that exists is never
 * touched. The lock comes first: of two clicks the second finds the invitation used before it makes an account.
 * @throws 404 `invitation_not_found`, 409 `email_taken` (sign in instead), and as joinByInvitation.
 */
export const acceptInvitationWithSignUp = async (
  ctx: Context,
  input: { token: string; name: string; password: string },
): Promise<{ answer: RouteResponse<typeof contract>; cookies: string[] }> => {
  const found = await findByToken(ctx, input.token)
  if (found === undefined) throw invitationNotFound()
  const guest = await openAsInvited(ctx, found.organization_id)
  await lockOrganization(guest)
  const row = await findInvitation(ctx.tx, guest.organization.id, found.id)
  if (row === undefined) throw invitationNotFound()
  requirePending(statusAt(row, ctx.now), false)
  await enforceSeatOfAcceptance(guest)

  const { email } = row
  const { answer, cookies } = await createVerifiedAccount(ctx, {
    email,
    name: input.name,
    password: input.password,
  })
  if (!isPerson(ctx) || answer.token === null) throw new Error('an account just made is signed in')
  const organization = await joinByInvitation(ctx, row)
  return { answer: { token: answer.token, organization }, cookies }
}
