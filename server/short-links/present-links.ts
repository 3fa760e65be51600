import { qrUrlOf, shortUrlOf } from '#server/addresses/short-url.ts'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import type { LinkRow, TagOfLink } from './link-row.ts'
import { findLinkRows, listTagsOfLinks } from './links-queries.ts'

const byLink = (tags: readonly TagOfLink[]): Map<string, Link['tags']> => {
  const groups = new Map<string, Link['tags']>()
  for (const { link_id, ...tag } of tags) {
    const group = groups.get(link_id)
    if (group === undefined) groups.set(link_id, [tag])
    else group.push(tag)
  }
  return groups
}

const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null

const abilitiesOf = (ctx: OrganizationContext, row: LinkRow): Link['can'] => ({
  update: can(ctx, 'links.update'),
  archive: can(ctx, 'links.archive'),
  delete: can(ctx, 'links.delete') && row.blocked_at === null,
  approve: can(ctx, 'links.approve') && row.approval !== 'approved',
  transfer: can(ctx, 'links.delete') && row.domain_id === null && ctx.actor.kind === 'person',
  manage_rules: can(ctx, 'links.update') && can(ctx, 'smart_links.manage'),
})

const presentRow = (ctx: OrganizationContext, row: LinkRow, tags: Link['tags']): Link => {
  const shortUrl = shortUrlOf(ctx.runtime, row.hostname, row.slug)
  return {
    id: row.id,
    short_url: shortUrl,
    qr_url: qrUrlOf(shortUrl),
    domain: row.domain_id === null ? null : { id: row.domain_id, hostname: row.hostname ?? '' },
    slug: row.slug,
    destination: row.destination,
    title: row.title,
    description: row.description,
    notes: row.notes,
    tags,
    project:
      row.project_id === null
        ? null
        : { id: row.project_id, name: row.project_name ?? '', color: row.project_color ?? '' },
    external_id: row.external_id,
    redirect_status: row.redirect_status,
    forward_query: row.forward_query,
    status: row.status,
    is_enabled: row.is_enabled,
    is_archived: row.archived_at !== null,
    approval: row.approval,
    approval_note: row.approval_note,
    expires_at: isoOrNull(row.expires_at),
    expired_destination: row.expired_destination,
    click_limit: row.click_limit,
    has_password: row.password_hash !== null,
    rules: row.rules,
    app_links: row.app_links,
    preview: row.preview,
    clicks: row.clicks ?? 0,
    unique_clicks: row.uniques ?? 0,
    last_clicked_at: isoOrNull(row.last_clicked_at),
    created_by: row.created_by === null ? null : { id: row.created_by, name: row.created_by_name ?? '' },
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    can: abilitiesOf(ctx, row),
  }
}

/** Links as the contract shows them, with what the actor may do; in the order of the rows. */
export const presentLinkRows = async (
  ctx: OrganizationContext,
  rows: readonly LinkRow[],
): Promise<Link[]> => {
  const tags = byLink(
    await listTagsOfLinks(
      ctx.tx,
      ctx.organization.id,
      rows.map((row) => row.id),
    ),
  )
  return rows.map((row) => presentRow(ctx, row, tags.get(row.id) ?? []))
}

/** Links by their ids, in that order; those that the organization does not have are left out. */
export const presentLinks = async (ctx: OrganizationContext, ids: readonly string[]): Promise<Link[]> => {
  const rows = await findLinkRows(ctx.tx, ctx.organization.id, ids, ctx.now)
  const found = new Map((await presentLinkRows(ctx, rows)).map((link) => [link.id, link]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** A link of this organization. @throws 404. */
export const findLink = async (ctx: OrganizationContext, id: string): Promise<LinkRow> => {
  const [row] = await findLinkRows(ctx.tx, ctx.organization.id, [id], ctx.now)
  if (row === undefined) throw notFound('link')
  return row
}

/** One link, as it stands now. @throws 404. */
export const presentLink = async (ctx: OrganizationContext, id: string): Promise<Link> => {
  const [link] = await presentLinks(ctx, [id])
  if (link === undefined) throw notFound('link')
  return link
}

/** A link's address as the log names it: without the scheme. */
export const linkNameOf = (ctx: OrganizationContext, row: Pick<LinkRow, 'hostname' | 'slug'>): string =>
  shortUrlOf(ctx.runtime, row.hostname, row.slug).replace(/^https?:\/\//, '')
