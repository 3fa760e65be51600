import type { z } from 'zod'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import type { project } from '#shared/contract/projects.ts'
import { findProjectRow, type ProjectRow } from './project-queries.ts'
import { countResources } from './project-resources.ts'

export type Project = z.output<typeof project>

/** A project of this organization. @throws 404. */
export const findProject = async (ctx: OrganizationContext, id: string): Promise<ProjectRow> => {
  const row = await findProjectRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('project')
  return row
}

/** Projects as the contract shows them, with what they hold and what the actor may do. */
export const presentProjects = async (
  ctx: OrganizationContext,
  rows: readonly ProjectRow[],
): Promise<Project[]> => {
  const counts = await countResources(
    ctx,
    rows.map((row) => row.id),
  )
  const abilities = { update: can(ctx, 'projects.update'), delete: can(ctx, 'projects.delete') }
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    color: row.color,
    is_archived: row.archived_at !== null,
    resource_counts: counts.get(row.id) ?? {},
    created_by: row.created_by === null ? null : { id: row.created_by, name: row.created_by_name ?? '' },
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    can: abilities,
  }))
}

/** One project, as it stands now. @throws 404. */
export const presentProject = async (ctx: OrganizationContext, id: string): Promise<Project> => {
  const [shown] = await presentProjects(ctx, [await findProject(ctx, id)])
  if (shown === undefined) throw new Error('one row presents as one project')
  return shown
}
