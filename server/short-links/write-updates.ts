import { moveAddress } from '#server/addresses/claim-address.ts'
import { forgetAddresses } from '#server/addresses/forget-address.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { brokenConstraint } from '#server/kernel/database/database.ts'
import type { AuditAction } from '#shared/audit-actions.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import { externalIdTaken } from './create-links.ts'
import type { LinkRow } from './link-row.ts'
import { type LinkUpdate, placesOf } from './plan-link-update.ts'
import { linkNameOf, presentLinks } from './present-links.ts'
import { publishLinkEvents } from './publish-links.ts'
import { SHORT_LINK } from './short-link-kind.ts'
import { deleteLinkTags, insertLinkTags, updateLinkRows } from './write-links-queries.ts'

/** An update with the tags it puts on and takes off. */
export interface PlannedUpdate extends LinkUpdate {
  before: LinkRow
  addTagIds: readonly string[]
  removeTagIds: readonly string[]
}

const pairsOf = (
  updates: readonly PlannedUpdate[],
  field: 'addTagIds' | 'removeTagIds',
): { link_id: string; tag_id: string }[] =>
  updates.flatMap((update) => update[field].map((tag_id) => ({ link_id: update.row.id, tag_id })))

const writeRows = async (ctx: OrganizationContext, updates: readonly PlannedUpdate[]): Promise<void> => {
  try {
    const rows = updates.map((update) => update.row)
    await updateLinkRows(ctx.tx, ctx.organization.id, rows, ctx.now)
  } catch (error) {
    const [first] = updates
    throw brokenConstraint(error) === 'links_external_id'
      ? externalIdTaken(first?.row.external_id ?? '')
      : error
  }
}

/**
 * Writes updates: addresses, rows, tags, log, events, and what remembers the addresses. Answers the links as they now
 * are. Call under the organization's lock.
 */
export const writeUpdates = async (
  ctx: OrganizationContext,
  updates: readonly PlannedUpdate[],
  action: AuditAction = 'link.updated',
): Promise<Link[]> => {
  if (updates.length === 0) return []
  for (const { row, isMoved } of updates) {
    if (isMoved)
      await moveAddress(ctx, { kind: SHORT_LINK, target_id: row.id }, row.slug, row.domain_id ?? '')
  }
  await writeRows(ctx, updates)
  await deleteLinkTags(ctx.tx, ctx.organization.id, pairsOf(updates, 'removeTagIds'))
  await insertLinkTags(ctx.tx, ctx.organization.id, pairsOf(updates, 'addTagIds'))
  forgetAddresses(
    ctx,
    updates.flatMap(({ before, row }) => placesOf(before, row)),
  )
  for (const { row, changes } of updates) {
    recordAudit(ctx, {
      organizationId: ctx.organization.id,
      action,
      targets: [{ type: 'link', id: row.id, name: linkNameOf(ctx, row) }],
      changes,
    })
  }
  const links = await presentLinks(
    ctx,
    updates.map(({ row }) => row.id),
  )
  await publishLinkEvents(ctx, 'link.updated', links)
  return links
}

/** An update that sets columns of a link, as they are told in the log. */
export const settingColumns = (
  before: LinkRow,
  columns: Partial<LinkRow>,
  changes: LinkUpdate['changes'],
): PlannedUpdate => ({
  before,
  row: { ...before, ...columns },
  changes,
  isMoved: false,
  addTagIds: [],
  removeTagIds: [],
})
