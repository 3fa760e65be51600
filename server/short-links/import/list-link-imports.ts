import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { listImportRows } from './import-queries.ts'
import { type LinkImport, presentImport, presentImports } from './present-link-import.ts'

const LATEST = 20

/** The latest imports, newest first. @throws 403 without `links.create`. */
export const listLinkImports = async (ctx: OrganizationContext): Promise<{ data: LinkImport[] }> => {
  authorize(ctx, 'links.create')
  return { data: await presentImports(ctx, await listImportRows(ctx.tx, ctx.organization.id, LATEST)) }
}

/** One import and how far it has come. @throws 404, 403 without `links.create`. */
export const getLinkImport = async (ctx: OrganizationContext, id: string): Promise<LinkImport> => {
  authorize(ctx, 'links.create')
  return presentImport(ctx, id)
}
