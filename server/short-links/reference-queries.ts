import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

/** Those of the ids that name a tag or project of the organization. */
export const findOwnIds = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  table: 'tags' | 'projects',
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom(table)
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute()
  return new Set(rows.map((row) => row.id))
}

export interface OwnApp {
  id: string
  platform: 'ios' | 'android'
  url_scheme: string | null
}

/** Those of the ids that name an app of the organization. */
export const findOwnApps = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OwnApp>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('apps')
    .select(['id', 'platform', 'url_scheme'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** How many links each project has; projects without are left out. */
export const countLinksByProject = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ project_id: string; links: number }>`
    select project_id, count(*) as links from links
    where organization_id = ${organizationId} and project_id = any(${projectIds}::text[])
    group by project_id`.execute(tx)
  return new Map(rows.map((row) => [row.project_id, row.links]))
}
