import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import { createOneLink, type NewLink } from './create-links.ts'
import { linkBlocked } from './link-blocked.ts'
import type { LinkRow } from './link-row.ts'
import { listTagsOfLinks } from './links-queries.ts'
import { findLink } from './present-links.ts'

const copyOf = (row: LinkRow, tagIds: string[], slug: string | undefined): NewLink => ({
  destination: row.destination,
  domain_id: row.domain_id,
  slug,
  title: row.title,
  description: row.description,
  notes: row.notes,
  tag_ids: tagIds,
  project_id: row.project_id,
  redirect_status: row.redirect_status === 301 || row.redirect_status === 307 ? row.redirect_status : 302,
  forward_query: row.forward_query,
  is_enabled: row.is_enabled,
  expires_at: row.expires_at?.toISOString() ?? null,
  expired_destination: row.expired_destination,
  click_limit: row.click_limit,
  passwordHash: row.password_hash,
  rules: row.rules,
  app_links: row.app_links,
  preview: row.preview,
})

/**
 * Creates a link like another on the same domain, under another slug: tags, password and rules come along, its external
 * id and clicks do not. @throws 404, 409 `link_blocked`, and as creating does.
 */
export const duplicateLink = async (
  ctx: OrganizationContext,
  id: string,
  slug: string | undefined,
): Promise<Link> => {
  authorize(ctx, 'links.create')
  authorize(ctx, 'links.read')
  await lockOrganization(ctx)
  authorize(ctx, 'links.read')
  const row = await findLink(ctx, id)
  if (row.blocked_at !== null) throw linkBlocked('duplicated')
  const tags = await listTagsOfLinks(ctx.tx, ctx.organization.id, [id])
  return createOneLink(
    ctx,
    copyOf(
      row,
      tags.map((tag) => tag.id),
      slug,
    ),
  )
}
