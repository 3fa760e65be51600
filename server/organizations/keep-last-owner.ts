import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { listAbleOwners, type OwnerRow } from './ownership-queries.ts'

/** Owners who are active and able to sign in, the longest-standing first. */
export const listOwners = (ctx: OrganizationContext): Promise<OwnerRow[]> =>
  listAbleOwners(ctx.tx, ctx.organization.id)

/** True when nobody else would own the organization without this member. */
export const isLastOwner = async (ctx: OrganizationContext, memberId: string): Promise<boolean> => {
  const owners = await listOwners(ctx)
  return owners.length === 1 && owners[0]?.member_id === memberId
}

/**
 * Call under the organization's lock before an owner steps down, is removed or leaves.
 * @throws 409 `last_owner`.
 */
export const keepLastOwner = async (
  ctx: OrganizationContext,
  member: { id: string; role: { key: string } },
): Promise<void> => {
  if (member.role.key !== 'owner' || !(await isLastOwner(ctx, member.id))) return
  throw conflict('last_owner', 'An organization keeps at least one owner: hand ownership over first.', {
    member_id: member.id,
  })
}
