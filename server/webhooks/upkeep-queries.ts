import { sql } from 'kysely'
import type { Transaction } from '#server/kernel/database/database.ts'

/** Deletes at most `limit` events of before that time with their deliveries; answers how many. For the schema's owner. */
export const deleteEventsBefore = async (tx: Transaction, before: Date, limit: number): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    delete from webhook_events where id in (
      select id from webhook_events where created_at < ${before} order by created_at limit ${limit}
    ) returning id`.execute(tx)
  return rows.length
}

/** Deliveries that were due before that time and wait still: their job was lost. For the schema's owner. */
export const listOverdue = async (
  tx: Transaction,
  before: Date,
  limit: number,
): Promise<{ organization_id: string; id: string; attempts: number }[]> =>
  tx
    .selectFrom('webhook_deliveries')
    .select(['organization_id', 'id', 'attempts'])
    .where('status', '=', 'pending')
    .where('next_attempt_at', '<', before)
    .orderBy('next_attempt_at')
    .limit(limit)
    .execute()

/** Notes a new time for deliveries that got a new job. */
export const postponeDeliveries = async (
  tx: Transaction,
  ids: readonly string[],
  until: Date,
): Promise<void> => {
  await tx
    .updateTable('webhook_deliveries')
    .set({ next_attempt_at: until })
    .where('id', 'in', ids)
    .where('status', '=', 'pending')
    .execute()
}
