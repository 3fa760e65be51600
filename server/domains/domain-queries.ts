import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

export interface DomainRow {
  organization_id: string
  id: string
  hostname: string
  token: string
  verified_at: Date | null
  last_checked_at: Date | null
  check_requested_at: Date | null
  pending_since: Date
  failing_since: Date | null
  last_problem: string | null
  root_destination: string | null
  not_found_destination: string | null
  is_default: boolean
  created_at: Date
}

const COLUMNS = [
  'domains.organization_id',
  'domains.id',
  'domains.hostname',
  'domains.token',
  'domains.verified_at',
  'domains.last_checked_at',
  'domains.check_requested_at',
  'domains.pending_since',
  'domains.failing_since',
  'domains.last_problem',
  'domains.root_destination',
  'domains.not_found_destination',
  'domains.is_default',
  'domains.created_at',
] as const

export type CountedDomainRow = DomainRow & { link_count: number }

// As the index links_slug has it.
const LINKS_ON_IT = sql<number>`(
  select count(*) from links
  where links.organization_id = domains.organization_id and coalesce(links.domain_id, '') = domains.id)`

const counted = (tx: Transaction, organizationId: AuthorizedOrganizationId) =>
  tx
    .selectFrom('domains')
    .select(COLUMNS)
    .select(LINKS_ON_IT.as('link_count'))
    .where('domains.organization_id', '=', organizationId)

/** The organization's domains by name. */
export const listDomainRows = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<CountedDomainRow[]> => counted(tx, organizationId).orderBy('domains.hostname').execute()

export const findDomainRow = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<CountedDomainRow | undefined> =>
  counted(tx, organizationId).where('domains.id', '=', id).executeTakeFirst()

/** A domain whose row nobody else changes until the transaction ends. */
export const lockDomainRow = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<DomainRow | undefined> =>
  tx
    .selectFrom('domains')
    .select(COLUMNS)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Inserts a domain. Throws the database's error where the organization has it already. */
export const insertDomain = async (
  tx: Transaction,
  values: {
    organization_id: AuthorizedOrganizationId
    id: string
    hostname: string
    token: string
    next_check_at: Date
    created_by: string | null
    created_at: Date
  },
): Promise<void> => {
  const { created_at } = values
  await tx
    .insertInto('domains')
    .values({ ...values, pending_since: created_at, updated_at: created_at })
    .execute()
}

export type DomainChanges = Partial<
  Pick<
    DomainRow,
    | 'verified_at'
    | 'last_checked_at'
    | 'check_requested_at'
    | 'pending_since'
    | 'failing_since'
    | 'last_problem'
    | 'root_destination'
    | 'not_found_destination'
    | 'is_default'
  > & { next_check_at: Date | null; updated_at: Date }
>

/** Writes what is given. */
export const updateDomainRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  set: DomainChanges,
): Promise<void> => {
  await tx
    .updateTable('domains')
    .set(set)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** None of the organization's domains is the default any more. */
export const clearDefault = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<void> => {
  await tx
    .updateTable('domains')
    .set({ is_default: false })
    .where('organization_id', '=', organizationId)
    .where('is_default', '=', true)
    .execute()
}

/** Deletes a domain on which no link stands. */
export const deleteDomainRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<void> => {
  await tx.deleteFrom('domains').where('organization_id', '=', organizationId).where('id', '=', id).execute()
}
