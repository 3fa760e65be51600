import { forgetOrganization } from '#server/addresses/forget-address.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { clearAppFromLinks } from './link-upkeep-queries.ts'

/** No link opens an app any more that is about to be removed; answers how many did. @throws 403 without `smart_apps.manage`. */
export const clearAppLinks = async (ctx: OrganizationContext, appId: string): Promise<number> => {
  authorize(ctx, 'smart_apps.manage')
  const cleared = await clearAppFromLinks(ctx.tx, ctx.organization.id, appId)
  if (cleared > 0) forgetOrganization(ctx)
  return cleared
}
