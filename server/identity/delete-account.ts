import type { AccountContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import {
  endAllMemberships,
  listJoinedOrganizations,
  listLastOwned,
} from '#server/organizations/end-memberships.ts'
import type { previewAccountDeletion as contract } from '#shared/contract/account.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { scrubAccount } from './account-queries.ts'
import { isRefusedWith } from './call-auth.ts'
import { confirmIdentity } from './confirm-identity.ts'
import { recordAccountAudit } from './record-account-audit.ts'
import { requireSession } from './require-session.ts'
import { forgetCookies } from './sign-out.ts'

/** What deleting the account would touch, and what blocks it. */
export const previewAccountDeletion = async (
  ctx: AccountContext,
): Promise<RouteResponse<typeof contract>> => {
  const lastOwnerOf = await listLastOwned(ctx, ctx.actor.id)
  const joined = await listJoinedOrganizations(ctx, ctx.actor.id)
  return {
    is_blocked: lastOwnerOf.length > 0,
    last_owner_of: lastOwnerOf,
    leaves: joined.map(({ id, name }) => ({ id, name })),
  }
}

const blocked = (organizations: unknown) =>
  conflict(
    'account_deletion_blocked',
    'You are the last owner of an organization: make someone else owner, or delete it first.',
    { organizations },
  )

/**
 * Deletes the person's account: memberships end, the personal workspace goes out of reach, and of the account only the
 * row stays that history points to. Under the organizations' locks, so that no last owner slips away.
 * @throws 409 `account_deletion_blocked` with the organizations; 403 `wrong_password`
 */
export const deleteAccount = async (
  ctx: AccountContext,
  input: { password: string },
): Promise<{ cookies: string[] }> => {
  requireSession(ctx)
  await confirmIdentity(ctx, { password: input.password })
  await recordAccountAudit(ctx, ctx.actor, 'account.deleted')
  try {
    await endAllMemberships(ctx, ctx.actor.id)
  } catch (error) {
    throw isRefusedWith(error, 'last_owner') ? blocked(error.details['organizations']) : error
  }
  await scrubAccount(ctx.tx, ctx.actor.id, ctx.now)
  return forgetCookies(ctx)
}
