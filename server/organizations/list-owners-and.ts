import type { OrganizationContext } from '#server/kernel/context.ts'
import { findActiveMemberEmail } from './joining-queries.ts'
import { listOwners } from './keep-last-owner.ts'

/** Whom to mail about a thing: the owners, and whoever made it while they are a member; each address once. */
export const listOwnersAnd = async (
  ctx: OrganizationContext,
  userId: string | null,
): Promise<{ email: string }[]> => {
  const owners = await listOwners(ctx)
  const maker = userId === null ? undefined : await findActiveMemberEmail(ctx.tx, ctx.organization.id, userId)
  const emails = new Set([...owners, ...(maker === undefined ? [] : [maker])].map(({ email }) => email))
  return [...emails].map((email) => ({ email }))
}
