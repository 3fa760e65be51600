import type { OrganizationContext } from '#server/kernel/context.ts'
import { countLinksByProject } from './reference-queries.ts'

/** How many links each project has, archived ones too; projects without are left out. */
export const countProjectLinks = (
  ctx: OrganizationContext,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, number>> => countLinksByProject(ctx.tx, ctx.organization.id, projectIds)
