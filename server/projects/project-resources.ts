import type { OrganizationContext } from '#server/kernel/context.ts'
import { countProjectLinks } from '#server/short-links/count-project-links.ts'

/** A kind of thing that projects hold; each such kind adds its line to PROJECT_RESOURCES. */
export interface ProjectResource {
  /** The key in `resource_counts`, plural: `links`. */
  kind: string
  /** How many each project holds; projects that hold none may be left out. */
  count(ctx: OrganizationContext, projectIds: readonly string[]): Promise<ReadonlyMap<string, number>>
}

const PROJECT_RESOURCES: readonly ProjectResource[] = [{ kind: 'links', count: countProjectLinks }]

/** For each project, what it holds by kind; every kind is named, with 0 where there is none. */
export const countResources = async (
  ctx: OrganizationContext,
  projectIds: readonly string[],
  resources: readonly ProjectResource[] = PROJECT_RESOURCES,
): Promise<ReadonlyMap<string, Record<string, number>>> => {
  const counts = new Map<string, Record<string, number>>(projectIds.map((id) => [id, {}]))
  for (const { kind, count } of resources) {
    const found = await count(ctx, projectIds)
    for (const [id, held] of counts) held[kind] = found.get(id) ?? 0
  }
  return counts
}
