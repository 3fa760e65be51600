import { sql } from 'kysely'
import { type Database, inTransaction } from '#server/kernel/database/database.ts'

/** Makes the partitions of these months where they lack. */
export const ensurePartitions = (owner: Database, months: readonly string[]): Promise<void> =>
  inTransaction(owner, async (tx) => {
    for (const month of months) await sql`select keep_click_partitions(${month}::date)`.execute(tx)
  })
