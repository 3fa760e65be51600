import { shortUrlOf } from '#server/addresses/short-url.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import { findLinkRowByExternalId, findLinkRows } from './links-queries.ts'
import { presentLink } from './present-links.ts'

/** One link. @throws 404, 403 without `links.read`. */
export const getLink = async (ctx: OrganizationContext, id: string): Promise<Link> => {
  authorize(ctx, 'links.read')
  return presentLink(ctx, id)
}

/** The link with an external id of the organization's. @throws 404, 403 without `links.read`. */
export const getLinkByExternalId = async (ctx: OrganizationContext, externalId: string): Promise<Link> => {
  authorize(ctx, 'links.read')
  const row = await findLinkRowByExternalId(ctx.tx, ctx.organization.id, externalId, ctx.now)
  if (row === undefined) throw notFound('link')
  return presentLink(ctx, row.id)
}

export interface LinkTarget {
  id: string
  short_url: string
  title: string
}

/** How links are called elsewhere, by id; those that the organization does not have are left out. */
export const findLinkTargets = async (
  ctx: OrganizationContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LinkTarget>> => {
  const rows = await findLinkRows(ctx.tx, ctx.organization.id, ids, ctx.now)
  return new Map(
    rows.map(({ id, title, hostname, slug }) => [
      id,
      { id, title, short_url: shortUrlOf(ctx.runtime, hostname, slug) },
    ]),
  )
}
