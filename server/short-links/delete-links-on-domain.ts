import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { listLinkIdsOnDomain } from './link-upkeep-queries.ts'

const AT_ONCE = 1000

/** Deletes every link on a domain, archived ones too. Call under the organization's lock. */
export const deleteLinksOnDomain = async (ctx: OrganizationContext, domainId: string): Promise<void> => {
  const ids = await listLinkIdsOnDomain(ctx.tx, ctx.organization.id, domainId, AT_ONCE)
  if (ids.length > 0) throw conflict('domain_has_links', 'Delete the links on this domain first.')
}
