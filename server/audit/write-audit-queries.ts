import { sql } from 'kysely'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { AuditEntry } from './audit-entry.ts'

export interface ChainHead {
  last_sequence: number
  last_hash: string
}

/** Moves row-level security to the organization; answers which one it was set to before. */
export const enterTenancy = async (tx: Transaction, organizationId: string): Promise<string> => {
  const { rows } = await sql<{ before: string | null }>`
    select before, set_config('app.organization_id', ${organizationId}, true)
    from (select app_setting('organization_id') as before offset 0) as earlier`.execute(tx)
  return rows[0]?.before ?? ''
}

/** Locks the head of the organization's chain until the transaction ends; null where there is none yet. */
export const lockHead = async (tx: Transaction, organizationId: string): Promise<ChainHead | null> => {
  const { rows } = await sql<ChainHead>`
    select last_sequence, last_hash from audit_chains
    where organization_id = ${organizationId} for update`.execute(tx)
  return rows[0] ?? null
}

/** Makes the head of a new chain; waits for whoever makes the same one. */
export const createHead = async (
  tx: Transaction,
  head: { organization_id: string; hash: string; signature: string },
): Promise<void> => {
  await sql`
    insert into audit_chains (organization_id, last_sequence, last_hash, signature)
    values (${head.organization_id}, 0, ${head.hash}, ${head.signature})
    on conflict (organization_id) do nothing`.execute(tx)
}

/** Writes the entries and moves the head, in one statement. */
export const insertEntries = async (
  tx: Transaction,
  entries: readonly AuditEntry[],
  head: { organization_id: string; sequence: number; hash: string; signature: string },
): Promise<void> => {
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as given (
        organization_id text, sequence bigint, id text, created_at timestamptz, category text, action text,
        outcome text, actor_kind text, actor_id text, actor_name text, actor_email text, actor_image text,
        on_behalf_of jsonb, targets jsonb, changes jsonb, ip text, user_agent text, request_id text,
        search_text text, previous_hash text, hash text)
    ), written as (
      insert into audit_entries (
        organization_id, sequence, id, created_at, category, action, outcome, actor_kind, actor_id, actor_name,
        actor_email, actor_image, on_behalf_of, targets, changes, ip, user_agent, request_id, search_text,
        previous_hash, hash)
      select
        organization_id, sequence, id, created_at, category, action, outcome, actor_kind, actor_id, actor_name,
        actor_email, actor_image, nullif(on_behalf_of, 'null'), targets, changes, ip, user_agent, request_id,
        search_text, previous_hash, hash
      from given
    ), named as (
      insert into audit_targets (organization_id, sequence, target_id)
      select distinct organization_id, sequence, target ->> 'id'
      from given, jsonb_array_elements(targets) as target
      where target ->> 'id' <> ''
    )
    update audit_chains set last_sequence = ${head.sequence}, last_hash = ${head.hash}, signature = ${head.signature}
    where organization_id = ${head.organization_id}`.execute(tx)
}

/** How many refused attempts of the actor the log holds since each of the two times. */
export const countRefusals = async (
  tx: Transaction,
  organizationId: string,
  actorId: string | null,
  since: { minute: Date; day: Date },
): Promise<{ minute: number; day: number }> => {
  const { rows } = await sql<{ minute: number; day: number }>`
    select count(*) filter (where created_at > ${since.minute}) as minute, count(*) as day
    from audit_entries
    where organization_id = ${organizationId} and action = 'access.refused'
      and actor_id is not distinct from ${actorId} and created_at > ${since.day}`.execute(tx)
  return rows[0] ?? { minute: 0, day: 0 }
}
