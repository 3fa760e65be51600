import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Database, Transaction } from '#server/kernel/database/database.ts'

export interface PurgeableRow {
  id: string
  name: string
  deleted_by: string | null
}

/** Deleted organizations whose grace is over; for the schema's owner, who sees all. */
export const listPurgeable = async (owner: Database, now: Date): Promise<{ id: string }[]> =>
  owner.kysely
    .selectFrom('organizations')
    .select('id')
    .where('deleted_at', 'is not', null)
    .where('purge_after', '<=', now)
    .orderBy('purge_after')
    .limit(500)
    .execute()

/** Locks a deleted organization against restoring; undefined when it is gone or was restored. */
export const lockDeleted = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<PurgeableRow | undefined> =>
  tx
    .selectFrom('organizations')
    .select(['id', 'name', 'deleted_by'])
    .where('id', '=', organizationId)
    .where('deleted_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst()

/** Tables without a reference to the organization, so that what is written at the same moment never fails. */
const UNREFERENCED = [
  'link_counts',
  'clicks',
  'click_visitors',
  'click_quarters',
  'click_days',
  'click_months',
] as const

/** Everything that belongs to an organization goes with its row; the schema's owner alone may erase the audit log. */
export const eraseOrganization = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<void> => {
  // A long audit log takes its time to erase.
  await sql`set local statement_timeout = 0`.execute(tx)
  await tx
    .updateTable('users')
    .set({ active_organization_id: null })
    .where('active_organization_id', '=', organizationId)
    .execute()
  for (const table of UNREFERENCED)
    await tx.deleteFrom(table).where('organization_id', '=', organizationId).execute()
  await tx.deleteFrom('organizations').where('id', '=', organizationId).execute()
}

/** Id of a person's personal workspace that still stands; for the schema's owner. */
export const findStandingWorkspace = async (tx: Transaction, userId: string): Promise<string | undefined> => {
  const found = await tx
    .selectFrom('organizations')
    .select('id')
    .where('created_by', '=', userId)
    .where('kind', '=', 'personal')
    .executeTakeFirst()
  return found?.id
}

/** Takes back a deletion. */
export const unmarkDeleted = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('organizations')
    .set({ deleted_at: null, deleted_by: null, purge_after: null, updated_at: now })
    .where('id', '=', organizationId)
    .execute()
}

export interface OperatorRow {
  id: string
  name: string
  slug: string
  kind: 'personal' | 'organization'
  plan: string
  member_count: number
  owners: string[]
  created_at: Date
  deleted_at: Date | null
  purge_after: Date | null
  suspended_at: Date | null
}

/** All organizations, or those whose id, slug or name is or holds the text; for the schema's owner. */
export const listForOperator = async (tx: Transaction, text: string | null): Promise<OperatorRow[]> => {
  const { rows } = await sql<OperatorRow>`
    select o.id, o.name, o.slug, o.kind, o.plan, o.created_at, o.deleted_at, o.purge_after, o.suspended_at,
      (select count(*) from members m where m.organization_id = o.id and m.is_active) as member_count,
      coalesce((
        select array_agg(u.email order by m.joined_at, m.id) from members m
        join roles r on r.organization_id = m.organization_id and r.id = m.role_id
        join users u on u.id = m.user_id
        where m.organization_id = o.id and m.is_active and r.key = 'owner'), '{}') as owners
    from organizations o
    where ${text}::text is null or o.id = ${text} or lower(o.slug) = lower(${text})
      or position(lower(${text}) in lower(o.name)) > 0
    order by o.created_at, o.id`.execute(tx)
  return rows
}
