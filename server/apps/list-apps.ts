import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { listAppRows } from './app-queries.ts'
import { type App, presentApp } from './present-app.ts'

/** All registered apps with the number of links that open each. @throws 403 without `smart_apps.read`. */
export const listApps = async (ctx: OrganizationContext): Promise<{ data: App[] }> => {
  authorize(ctx, 'smart_apps.read')
  const rows = await listAppRows(ctx.tx, ctx.organization.id)
  return { data: rows.map((row) => presentApp(ctx, row)) }
}
