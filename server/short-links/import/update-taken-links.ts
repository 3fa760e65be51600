import { slugKeyOf } from '#server/addresses/slug-key.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { updateLink } from '#server/short-links/update-link.ts'
import type { ImportItem } from './import-item.ts'
import { findOwnLinksBySlug } from './import-queries.ts'
import type { FailedRow } from './progress-queries.ts'

const refusalOf = async (change: Promise<unknown>): Promise<string | null> => {
  try {
    await change
    return null
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'permission_denied') return error.message
    throw error
  }
}

/** Writes rows over the organization's own links that have their slugs; the links of others stay as they are. */
export const updateTakenLinks = async (
  ctx: OrganizationContext,
  items: readonly ImportItem[],
  domainId: string | null,
): Promise<{ updated: number; failures: FailedRow[] }> => {
  const keys = items.map(({ link }) => slugKeyOf(link.slug ?? ''))
  const own = await findOwnLinksBySlug(ctx.tx, ctx.organization.id, domainId, keys)
  const failures: FailedRow[] = []
  for (const { record, link } of items) {
    const { slug = '', domain_id: _domain, ...changes } = link
    const id = own.get(slugKeyOf(slug))
    const problem =
      id === undefined
        ? `slug: ${slug} is taken by somebody else`
        : await refusalOf(updateLink(ctx, id, changes))
    if (problem !== null) failures.push({ ...record, problem })
  }
  return { updated: items.length - failures.length, failures }
}
