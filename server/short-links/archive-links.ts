import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import { type LinkOutcome, outcomesOf, throwFailure } from './link-outcome.ts'
import { findLinkRows } from './links-queries.ts'
import { presentLink } from './present-links.ts'
import { settingColumns, writeUpdates } from './write-updates.ts'

/** Archives or restores links; archived ones redirect on. @throws 403 `permission_denied`. */
export const archiveLinks = async (
  ctx: OrganizationContext,
  ids: readonly string[],
  isArchived: boolean,
): Promise<LinkOutcome[]> => {
  authorize(ctx, 'links.archive')
  await lockOrganization(ctx)
  authorize(ctx, 'links.archive')
  const rows = await findLinkRows(ctx.tx, ctx.organization.id, [...new Set(ids)], ctx.now)
  const changing = rows.filter((row) => (row.archived_at !== null) !== isArchived)
  const updates = changing.map((row) =>
    settingColumns(
      row,
      { archived_at: isArchived ? ctx.now : null },
      { is_archived: { before: !isArchived, after: isArchived } },
    ),
  )
  await writeUpdates(ctx, updates, isArchived ? 'link.archived' : 'link.restored')
  const changed = new Set(changing.map((row) => row.id))
  return outcomesOf(ids, new Map(rows.map(({ id }) => [id, changed.has(id) ? 'done' : 'unchanged'])))
}

/** Archives or restores one link. @throws 404, 403 `permission_denied`. */
export const archiveLink = async (
  ctx: OrganizationContext,
  id: string,
  isArchived: boolean,
): Promise<Link> => {
  throwFailure(await archiveLinks(ctx, [id], isArchived))
  return presentLink(ctx, id)
}
