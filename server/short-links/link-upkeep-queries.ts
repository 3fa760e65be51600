import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

export interface BlockableLink {
  id: string
  domain_id: string | null
  slug: string
  slug_key: string
  blocked_at: Date | null
}

/** A link whose row nobody else changes until the transaction ends. */
export const lockBlockableLink = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<BlockableLink | undefined> =>
  tx
    .selectFrom('links')
    .select(['id', 'domain_id', 'slug', 'slug_key', 'blocked_at'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Blocks a link, or lifts its block. */
export const updateBlock = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  blockedAt: Date | null,
): Promise<void> => {
  await tx
    .updateTable('links')
    .set({ blocked_at: blockedAt })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Takes an app out of every link that opens it; answers how many that were. */
export const clearAppFromLinks = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  appId: string,
): Promise<number> => {
  const { numAffectedRows } = await sql`
    update links set app_links = nullif(
      case when app_links #>> '{ios,app_id}' = ${appId} then app_links - 'ios' else app_links - 'android' end,
      '{}'::jsonb)
    where organization_id = ${organizationId} and app_links is not null
      and ${appId} in (app_links #>> '{ios,app_id}', app_links #>> '{android,app_id}')`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Ids of some links on a domain. */
export const listLinkIdsOnDomain = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  domainId: string,
  limit: number,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from links
    where organization_id = ${organizationId} and coalesce(domain_id, '') = ${domainId}
    limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}
