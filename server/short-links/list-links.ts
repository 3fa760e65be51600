import type { z } from 'zod'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import type { listLinks as contract, linkFilters } from '#shared/contract/links.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { type LinkCursor, listLinkIds, listLinkIdsAfter } from './list-links-queries.ts'
import { presentLinks } from './present-links.ts'

export type LinkFilters = z.output<z.ZodObject<typeof linkFilters>>
export type { LinkCursor } from './list-links-queries.ts'

/** A page of links. @throws 403 without `links.read`. */
export const listLinks = async (
  ctx: OrganizationContext,
  query: z.output<typeof contract.query>,
): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'links.read')
  const { page, limit, sort, ...filter } = query
  const found = await listLinkIds(ctx.tx, ctx.organization.id, filter, { page, limit, sort }, ctx.now)
  return { data: await presentLinks(ctx, found.ids), page, limit, total: found.total }
}

/**
 * The next links that match, newest first, for whoever reads all of them piece by piece; null begins, and an empty
 * piece is the end. @throws 403 without `links.read`.
 */
export const readLinksAfter = async (
  ctx: OrganizationContext,
  filter: LinkFilters,
  cursor: LinkCursor | null,
  limit: number,
): Promise<{ links: Link[]; cursor: LinkCursor | null }> => {
  authorize(ctx, 'links.read')
  const ids = await listLinkIdsAfter(ctx.tx, ctx.organization.id, filter, { cursor, limit }, ctx.now)
  const links = await presentLinks(ctx, ids)
  const last = links.at(-1)
  return { links, cursor: last === undefined ? null : { created_at: new Date(last.created_at), id: last.id } }
}
