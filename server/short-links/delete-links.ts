import { releaseAddresses } from '#server/addresses/claim-address.ts'
import { forgetAddresses } from '#server/addresses/forget-address.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { DomainError } from '#server/kernel/errors.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { placeOfLink } from './draft-link.ts'
import { linkBlocked } from './link-blocked.ts'
import { type LinkOutcome, outcomesOf, throwFailure } from './link-outcome.ts'
import type { LinkRow } from './link-row.ts'
import { findLinkRows } from './links-queries.ts'
import { linkNameOf, presentLinkRows } from './present-links.ts'
import { publishLinkEvents } from './publish-links.ts'
import { SHORT_LINK } from './short-link-kind.ts'
import { deleteLinkRows } from './write-links-queries.ts'

/** Deletes links that were found: their addresses answer 410, and stay the organization's for thirty days. */
const removeLinks = async (ctx: OrganizationContext, rows: readonly LinkRow[]): Promise<void> => {
  const links = await presentLinkRows(ctx, rows)
  const found = rows.map((row) => row.id)
  await releaseAddresses(ctx, SHORT_LINK, found)
  await deleteLinkRows(ctx.tx, ctx.organization.id, found)
  forgetAddresses(ctx, rows.map(placeOfLink))
  for (const row of rows) {
    recordAudit(ctx, {
      organizationId: ctx.organization.id,
      action: 'link.deleted',
      targets: [{ type: 'link', id: row.id, name: linkNameOf(ctx, row) }],
      changes: {
        destination: { before: row.destination, after: null },
        clicks: { before: row.clicks ?? 0, after: null },
      },
    })
  }
  await publishLinkEvents(ctx, 'link.deleted', links)
}

const findForDeletion = async (ctx: OrganizationContext, ids: readonly string[]): Promise<LinkRow[]> => {
  authorize(ctx, 'links.delete')
  await lockOrganization(ctx)
  authorize(ctx, 'links.delete')
  return findLinkRows(ctx.tx, ctx.organization.id, [...new Set(ids)], ctx.now)
}

/**
 * Deletes links: their addresses answer 410, and stay the organization's for thirty days. One that an operator blocked
 * stays, or another at its address could lead where it led (409 `link_blocked`).
 * @throws 403 `permission_denied`.
 */
export const deleteLinks = async (
  ctx: OrganizationContext,
  ids: readonly string[],
): Promise<LinkOutcome[]> => {
  const rows = await findForDeletion(ctx, ids)
  const outcomes = new Map<string, 'done' | DomainError>()
  for (const { id, blocked_at } of rows)
    outcomes.set(id, blocked_at === null ? 'done' : linkBlocked('deleted'))
  await removeLinks(
    ctx,
    rows.filter(({ blocked_at }) => blocked_at === null),
  )
  return outcomesOf(ids, outcomes)
}

/** Deletes links whose domain goes as well, blocked ones too. @throws 403 `permission_denied`. */
export const deleteLinksWithDomain = async (
  ctx: OrganizationContext,
  ids: readonly string[],
): Promise<void> => removeLinks(ctx, await findForDeletion(ctx, ids))

/** Deletes one link. @throws 404, 403 `permission_denied`, 409 `link_blocked`. */
export const deleteLink = async (ctx: OrganizationContext, id: string): Promise<{ message: string }> => {
  throwFailure(await deleteLinks(ctx, [id]))
  return { message: 'The link was deleted; its address answers 410 from now on.' }
}
