import { sql } from 'kysely'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { AuditEntry } from './audit-entry.ts'

/** An entry as it stands, with what the table alone can tell about it. */
export type StoredEntry = Omit<AuditEntry, 'created_at'> & {
  created_at: Date
  /** False when the stored time is finer than the milliseconds that were written. */
  has_whole_time: boolean
  /** Ids under which the entry is found. */
  indexed_targets: string[]
}

/** The next entries of the chain, in order. Needs the owner's connection. */
export const listChain = async (
  tx: Transaction,
  organizationId: string,
  after: number,
  limit: number,
): Promise<StoredEntry[]> => {
  const { rows } = await sql<StoredEntry>`
    select e.*, date_trunc('milliseconds', e.created_at) = e.created_at as has_whole_time,
      array(
        select t.target_id from audit_targets t
        where t.organization_id = e.organization_id and t.sequence = e.sequence) as indexed_targets
    from audit_entries e
    where e.organization_id = ${organizationId} and e.sequence > ${after}
    order by e.sequence limit ${limit}`.execute(tx)
  return rows
}

export interface StoredHead {
  sequence: number
  hash: string
  signature: string
}

export const readHead = async (tx: Transaction, organizationId: string): Promise<StoredHead | null> => {
  const { rows } = await sql<StoredHead>`
    select last_sequence as sequence, last_hash as hash, signature
    from audit_chains where organization_id = ${organizationId}`.execute(tx)
  return rows[0] ?? null
}

export interface StoredCut {
  sequence: number
  hash: string
  entries_removed: number
  cut_at: Date
  signature: string
}

/** Every cut-point, the newest first. */
export const listCuts = async (tx: Transaction, organizationId: string): Promise<StoredCut[]> => {
  const { rows } = await sql<StoredCut>`
    select sequence, hash, entries_removed, cut_at, signature
    from audit_cuts where organization_id = ${organizationId} order by sequence desc`.execute(tx)
  return rows
}

export interface LoggedOrganization {
  id: string
  name: string
  plan: string
}

/** Organizations whose log holds anything. */
export const listLogged = async (tx: Transaction): Promise<LoggedOrganization[]> => {
  const { rows } = await sql<LoggedOrganization>`
    select o.id, o.name, o.plan from organizations o
    where exists (select from audit_entries e where e.organization_id = o.id)
    order by o.id`.execute(tx)
  return rows
}

export interface Cuttable {
  first: number
  /** The last of the unbroken run of old entries. */
  last: number
  hash: string
  /** False when nothing but earlier cuts would be removed. */
  is_worth_it: boolean
}

/** The oldest entries, at most `limit`, up to the first that is to stay; null when there are none. */
export const findCuttable = async (
  tx: Transaction,
  organizationId: string,
  before: Date,
  limit: number,
): Promise<Cuttable | null> => {
  const { rows } = await sql<Cuttable>`
    with oldest as materialized (
      select sequence, created_at, action, hash from audit_entries
      where organization_id = ${organizationId} order by sequence limit ${limit}
    ), old as (
      select * from oldest
      where sequence < coalesce((select min(sequence) from oldest where created_at >= ${before}), ${MAX_SEQUENCE})
    )
    select min(sequence) as first, max(sequence) as last, bool_or(action <> 'audit_log.cut') as is_worth_it,
      (array_agg(hash order by sequence desc))[1] as hash
    from old having count(*) > 0`.execute(tx)
  return rows[0] ?? null
}

const MAX_SEQUENCE = Number.MAX_SAFE_INTEGER

/** Leaves the cut-point and removes what lies before it. Needs the owner's connection. */
export const removeUpTo = async (
  tx: Transaction,
  organizationId: string,
  cut: { sequence: number; hash: string; entries_removed: number; cut_at: string; signature: string },
): Promise<void> => {
  await sql`
    insert into audit_cuts (organization_id, sequence, hash, entries_removed, cut_at, signature)
    values (${organizationId}, ${cut.sequence}, ${cut.hash}, ${cut.entries_removed}, ${cut.cut_at}, ${cut.signature})
  `.execute(tx)
  await sql`
    delete from audit_entries
    where organization_id = ${organizationId} and sequence <= ${cut.sequence}`.execute(tx)
}
