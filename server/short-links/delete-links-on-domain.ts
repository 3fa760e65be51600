import type { OrganizationContext } from '#server/kernel/context.ts'
import { deleteLinksWithDomain } from './delete-links.ts'
import { listLinkIdsOnDomain } from './link-upkeep-queries.ts'

const AT_ONCE = 1000

/** Deletes every link on a domain, archived ones too. Call under the organization's lock. @throws 403 `permission_denied`. */
export const deleteLinksOnDomain = async (ctx: OrganizationContext, domainId: string): Promise<void> => {
  for (;;) {
    const ids = await listLinkIdsOnDomain(ctx.tx, ctx.organization.id, domainId, AT_ONCE)
    if (ids.length === 0) return
    await deleteLinksWithDomain(ctx, ids)
  }
}
