import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import { refuseSuspended, toOrganizationInfo } from './enter-organization.ts'
import { readStanding } from './read-standing.ts'
import { lockOrganizationRow, readOrganization } from './standing-queries.ts'

/** Members and service keys have their standing in the database; others were given it on entering. */
const isStored = (ctx: OrganizationContext): boolean =>
  ctx.standing.memberId !== null || ctx.actor.kind === 'service_key'

/**
 * Waits for the organization's row, then reads organization and standing again: what was decided before may be stale,
 * so call `authorize` after it. Seats, limits, roles and ownership change only under this lock.
 * @throws 404 when the actor was removed or the organization deleted meanwhile; 403 when it was suspended.
 */
export const lockOrganization = async (ctx: OrganizationContext): Promise<void> => {
  const { id } = ctx.organization
  await lockOrganizationRow(ctx.tx, id)
  if (isStored(ctx)) {
    const found = await readStanding(ctx, id)
    if (found === undefined) throw notFound('organization')
    refuseSuspended(found.row)
    ctx.organization = toOrganizationInfo(id, found.row)
    ctx.standing = found.standing
    return
  }
  const row = await readOrganization(ctx.tx, id)
  if (row === undefined || (row.is_deleted && ctx.standing.roleKey !== 'operator'))
    throw notFound('organization')
  ctx.organization = toOrganizationInfo(id, row)
}
