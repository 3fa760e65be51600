import type { OrganizationContext } from '#server/kernel/context.ts'
import { listProjects } from '#server/projects/list-projects.ts'
import { findOrCreateTags } from '#server/short-links/tags/find-or-create-tags.ts'
import type { ImportOptions } from './check-options.ts'
import type { MappedRow } from './map-row.ts'

const PAGE = 200

/** All projects by name, whatever its case. */
const findProjects = async (ctx: OrganizationContext): Promise<Map<string, string>> => {
  const ids = new Map<string, string>()
  for (let page = 1; ; page += 1) {
    const found = await listProjects(ctx, { status: 'all', sort: 'name', page, limit: PAGE })
    for (const { id, name } of found.data) ids.set(name.toLowerCase(), id)
    if (page * PAGE >= found.total) return ids
  }
}

interface ImportReferences {
  projectIdOf(name: string): string | undefined
  /** Tags that are not there and not to be created are left out. */
  tagIdsOf(names: readonly string[]): string[]
}

/**
 * Ids of the tags and projects that rows name; creates tags where the options say so.
 * @throws 403 `permission_denied`, 409 `too_many_tags`.
 */
export const findImportReferences = async (
  ctx: OrganizationContext,
  rows: readonly MappedRow[],
  options: ImportOptions,
): Promise<ImportReferences> => {
  const names = [...new Set(rows.flatMap((row) => row.tagNames))]
  const tags =
    names.length === 0
      ? new Map<string, string>()
      : await findOrCreateTags(ctx, names, { areCreated: options.create_tags })
  const projects = rows.some((row) => row.projectName !== null) ? await findProjects(ctx) : null
  return {
    projectIdOf: (name) => projects?.get(name.toLowerCase()),
    tagIdsOf: (wanted) => wanted.flatMap((name) => tags.get(name) ?? []),
  }
}
