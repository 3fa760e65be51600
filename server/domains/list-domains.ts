import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { listDomains as contract } from '#shared/contract/domains.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { listDomainRows } from './domain-queries.ts'
import { type Domain, presentDomain, readDomain } from './present-domain.ts'

/** All domains of the organization with the number of links on each. @throws 403 without `domains.read`. */
export const listDomains = async (ctx: OrganizationContext): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'domains.read')
  const rows = await listDomainRows(ctx.tx, ctx.organization.id)
  return {
    data: rows.map((row) => presentDomain(ctx, row)),
    shared_host: new URL(ctx.runtime.config.publicUrl).host,
  }
}

/** One domain. @throws 404, 403 without `domains.read`. */
export const getDomain = async (ctx: OrganizationContext, id: string): Promise<Domain> => {
  authorize(ctx, 'domains.read')
  return readDomain(ctx, id)
}
