import type { z } from 'zod'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { listProjects as contract } from '#shared/contract/projects.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { type Project, presentProject, presentProjects } from './present-project.ts'
import { listProjectRows } from './project-queries.ts'

/** Projects; without the archived ones unless asked for. @throws 403 without `projects.read`. */
export const listProjects = async (
  ctx: OrganizationContext,
  query: z.output<typeof contract.query>,
): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'projects.read')
  const { rows, total } = await listProjectRows(ctx.tx, ctx.organization.id, {
    search: query.search ?? '',
    status: query.status,
    sort: query.sort.replace('-', '') as 'name' | 'created_at',
    direction: query.sort.startsWith('-') ? 'desc' : 'asc',
    page: query.page,
    limit: query.limit,
  })
  return { data: await presentProjects(ctx, rows), page: query.page, limit: query.limit, total }
}

/** One project. @throws 404, 403 without `projects.read`. */
export const getProject = async (ctx: OrganizationContext, id: string): Promise<Project> => {
  authorize(ctx, 'projects.read')
  return presentProject(ctx, id)
}
