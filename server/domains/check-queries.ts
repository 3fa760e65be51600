import { sql } from 'kysely'
import type { Database, Transaction } from '#server/kernel/database/database.ts'

// All of these look across organizations: for connections of the schema's owner.

export interface CheckableDomain {
  organization_id: string
  id: string
  hostname: string
}

/** A domain as its check needs it, or undefined where it or its organization was removed. */
export const findCheckable = (
  owner: Database,
  organizationId: string,
  id: string,
): Promise<CheckableDomain | undefined> =>
  owner.kysely
    .selectFrom('domains')
    .innerJoin('organizations', 'organizations.id', 'domains.organization_id')
    .select(['domains.organization_id', 'domains.id', 'domains.hostname'])
    .where('domains.organization_id', '=', organizationId)
    .where('domains.id', '=', id)
    .where('organizations.deleted_at', 'is', null)
    .executeTakeFirst()

/** Checks of one hostname are settled one after the other, whoever asked for them. */
export const lockHostname = async (tx: Transaction, hostname: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`domain:${hostname}`}, 0))`.execute(tx)
}

export interface Holder {
  organization_id: string
  id: string
  token: string
  is_organization_deleted: boolean
}

/** Who has proved a hostname. */
export const findHolder = async (tx: Transaction, hostname: string): Promise<Holder | undefined> => {
  const row = await tx
    .selectFrom('domains')
    .innerJoin('organizations', 'organizations.id', 'domains.organization_id')
    .select(['domains.organization_id', 'domains.id', 'domains.token', 'organizations.deleted_at'])
    .where('domains.hostname', '=', hostname)
    .where('domains.verified_at', 'is not', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { deleted_at, ...holder } = row
  return { ...holder, is_organization_deleted: deleted_at !== null }
}

/** Takes the domains whose check is due and puts their next one off, so that no other process takes them too. */
export const takeDueDomains = async (
  tx: Transaction,
  now: Date,
  putOffUntil: Date,
  limit: number,
): Promise<{ organization_id: string; id: string }[]> => {
  const { rows } = await sql<{ organization_id: string; id: string }>`
    update domains set next_check_at = ${putOffUntil}
    where id in (
      select domains.id from domains join organizations on organizations.id = domains.organization_id
      where domains.next_check_at <= ${now} and organizations.deleted_at is null
      order by domains.next_check_at limit ${limit} for update of domains skip locked)
    returning organization_id, id`.execute(tx)
  return rows
}
