import type { Context, OrganizationContext, Standing } from '#server/kernel/context.ts'
import { setTenancy } from '#server/kernel/database/database.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { hashToken } from '#server/kernel/secrets.ts'
import { openOrganization } from './enter-organization.ts'
import { findInvitationByTokenHash, type InvitationRow } from './invitation-queries.ts'
import { invitationNotFound } from './invitation-status.ts'

/** Whom an invitation led here: may see what the invitation says, and nothing else. */
const INVITED: Standing = {
  memberId: null,
  roleId: null,
  roleKey: 'invited',
  roleName: 'Invited',
  level: 0,
  permissions: new Set(),
}

/**
 * Opens the organization that an invitation found by its token or e-mail belongs to.
 * @throws 404 `invitation_not_found` where it was deleted or is suspended.
 */
export const openAsInvited = async (ctx: Context, organizationId: string): Promise<OrganizationContext> => {
  try {
    return await openOrganization(ctx, organizationId, { ...INVITED })
  } catch (error) {
    throw error instanceof DomainError ? invitationNotFound() : error
  }
}

/** The invitation of a token, used and ended ones too; undefined where the token names none. */
export const findByToken = async (ctx: Context, token: string): Promise<InvitationRow | undefined> => {
  const tokenHash = hashToken(token)
  await setTenancy(ctx.tx, { token_hash: tokenHash })
  return findInvitationByTokenHash(ctx.tx, tokenHash)
}
