import type { OrganizationContext } from '#server/kernel/context.ts'
import { deleteLinks } from './delete-links.ts'
import { throwFailure } from './link-outcome.ts'
import { listLinkIdsOnDomain } from './link-upkeep-queries.ts'

const AT_ONCE = 1000

/** Deletes every link on a domain, archived ones too. Call under the organization's lock. @throws as deleteLinks. */
export const deleteLinksOnDomain = async (ctx: OrganizationContext, domainId: string): Promise<void> => {
  for (;;) {
    const ids = await listLinkIdsOnDomain(ctx.tx, ctx.organization.id, domainId, AT_ONCE)
    if (ids.length === 0) return
    throwFailure(await deleteLinks(ctx, ids))
  }
}
