import { sql } from 'kysely'
import { type Database, inTransaction, type Transaction } from '#server/kernel/database/database.ts'

type Parent = 'clicks' | 'click_visitors'

/** Makes the partitions of these months where they lack. */
export const ensurePartitions = (owner: Database, months: readonly string[]): Promise<void> =>
  inTransaction(owner, async (tx) => {
    for (const month of months) await sql`select keep_click_partitions(${month}::date)`.execute(tx)
  })

/** The months (YYYY-MM-01) that a table has partitions of, oldest first. */
export const listPartitions = async (tx: Transaction, parent: Parent): Promise<string[]> => {
  const { rows } = await sql<{ month: string }>`
    select to_char(to_date(substring(c.relname from '\\d{6}$'), 'YYYYMM'), 'YYYY-MM-DD') as month
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ${parent}::regclass order by 1`.execute(tx)
  return rows.map(({ month }) => month)
}

const partitionOf = (parent: Parent, month: string): string =>
  `${parent}_${month.slice(0, 4)}${month.slice(5, 7)}`

/** Readers and writers wait for the table's lock and this waits for them: not for long, the next run tries again. */
const limitWaiting = async (tx: Transaction): Promise<void> => {
  await sql`set local lock_timeout = '1s'`.execute(tx)
}

/** Drops a month of visitors, whoever is in it. */
export const dropVisitors = async (tx: Transaction, month: string): Promise<void> => {
  await limitWaiting(tx)
  await sql`drop table if exists ${sql.table(partitionOf('click_visitors', month))}`.execute(tx)
}

/** Drops a month of clicks if none is left in it. */
export const dropIfEmpty = async (tx: Transaction, month: string): Promise<void> => {
  const part = sql.table(partitionOf('clicks', month))
  const isFilled = async (): Promise<boolean> =>
    (await sql<{ is_filled: boolean }>`select exists (select from ${part}) as is_filled`.execute(tx)).rows[0]
      ?.is_filled ?? true
  if (await isFilled()) return
  await limitWaiting(tx)
  await sql`lock table clicks in access exclusive mode`.execute(tx)
  if (!(await isFilled())) await sql`drop table ${part}`.execute(tx)
}

/** Forgets the salts of months before one: their visitors can't be computed again. */
export const deleteSalts = async (tx: Transaction, before: string): Promise<void> => {
  await sql`delete from visit_salts where month < ${before}::date`.execute(tx)
}

/** Forgets batches that were written before an instant: none of them is sent again. */
export const deleteBatches = async (tx: Transaction, before: Date): Promise<void> => {
  await sql`delete from click_batches where received_at < ${before}`.execute(tx)
}

/** Every organization with its plan. */
export const listPlans = async (tx: Transaction): Promise<{ id: string; plan: string }[]> =>
  tx.selectFrom('organizations').select(['id', 'plan']).orderBy('id').execute()

/** Organizations that are gone while clicks of theirs, written at the same moment, are still there. */
export const listGone = async (tx: Transaction): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct m.organization_id as id from click_months m
    where not exists (select from organizations o where o.id = m.organization_id)`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What is kept of clicks, and the column that tells how old a row is; of a month, its end counts. */
const KEPT = [
  { table: 'clicks', time: sql`clicked_at` },
  { table: 'click_quarters', time: sql`starts_at` },
  { table: 'click_days', time: sql`day` },
  { table: 'click_months', time: sql`month + interval '1 month' - interval '1 microsecond'` },
] as const

/** Deletes at most `limit` rows of each kind that are older than an instant (midnight, UTC); answers how many. */
export const deleteOlder = async (
  tx: Transaction,
  organizationId: string,
  before: Date,
  limit: number,
): Promise<number> => {
  let deleted = 0
  for (const { table, time } of KEPT) {
    const name = sql.table(table)
    const { numAffectedRows } = await sql`
      delete from ${name} where organization_id = ${organizationId} and (tableoid, ctid) in (
        select tableoid, ctid from ${name}
        where organization_id = ${organizationId} and ${time} < ${before} limit ${limit})`.execute(tx)
    deleted += Number(numAffectedRows ?? 0)
  }
  return deleted
}
