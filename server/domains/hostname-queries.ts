import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import { type Database, statement, type Transaction } from '#server/kernel/database/database.ts'

/** A domain's name and whether its links are served. */
export const findHostnameRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<{ id: string; hostname: string; is_verified: boolean } | undefined> => {
  const row = await tx
    .selectFrom('domains')
    .select(['id', 'hostname', 'verified_at'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { id: row.id, hostname: row.hostname, is_verified: row.verified_at !== null }
}

/** The default domain, if it is proved. */
export const findDefaultHostname = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<{ id: string; hostname: string } | undefined> =>
  tx
    .selectFrom('domains')
    .select(['id', 'hostname'])
    .where('organization_id', '=', organizationId)
    .where('is_default', '=', true)
    .where('verified_at', 'is not', null)
    .executeTakeFirst()

/** Names of some domains, or of all. */
export const listHostnameRows = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  ids?: readonly string[],
): Promise<{ id: string; hostname: string }[]> => {
  const all = tx
    .selectFrom('domains')
    .select(['id', 'hostname'])
    .where('organization_id', '=', organizationId)
  return (ids === undefined ? all : all.where('id', 'in', ids)).execute()
}

export interface ServedDomain {
  id: string
  organization_id: string
  root_destination: string | null
  not_found_destination: string | null
  is_suspended: boolean
  is_deleted: boolean
}

const served = statement<ServedDomain>('select * from find_domain($1)')

/** Who serves a hostname, of all organizations; one statement, without a transaction around it. */
export const findServedDomain = async (
  database: Database,
  hostname: string,
): Promise<ServedDomain | undefined> => {
  const { rows } = await database.pool.query<ServedDomain>({
    name: 'find_domain',
    text: 'select * from find_domain($1)',
    values: [hostname],
  })
  return rows[0]
}

/** The same within a transaction. */
export const findServedDomainWithin = async (
  tx: Transaction,
  hostname: string,
): Promise<ServedDomain | undefined> => (await served(tx, [hostname]))[0]
