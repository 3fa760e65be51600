import { sql } from 'kysely'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { DescribedClick } from './describe-click.ts'

/** A click that a webhook hears of: `n` is its place in the batch. */
export interface HeardClick {
  n: number
  is_unique: boolean
  is_untracked: boolean
  slug: string
  hostname: string | null
  destination: string
}

export interface WrittenClicks {
  organization_id: string
  /** First day of the month (UTC). */
  month: string
  /** Clicks a month of the plan; null: no limit. */
  quota: number | null
  /** The month's clicks with this batch. */
  used: number
  heard: HeardClick[] | null
}

/**
 * Writes a batch whole, once: the same id again writes nothing. Clicks of links that are gone are left out.
 * `quotas`: clicks a month by plan, '' for plans that are in no catalogue.
 */
export const insertClicks = async (
  tx: Transaction,
  batch: { id: string; clicks: DescribedClick[]; months: string[] },
  quotas: Record<string, number | null>,
): Promise<WrittenClicks[]> => {
  const { rows } = await sql<WrittenClicks>`
    select organization_id, month::text, quota, used, heard
    from record_clicks(${batch.id}, ${JSON.stringify(batch.clicks)}, ${batch.months}, ${JSON.stringify(quotas)})`.execute(
    tx,
  )
  return rows
}

/** The salt of a month: the first to ask for it makes it. */
export const ensureSalt = async (tx: Transaction, month: string, made: Buffer): Promise<Buffer> => {
  await tx
    .insertInto('visit_salts')
    .values({ month, salt: made })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const kept = await tx
    .selectFrom('visit_salts')
    .select('salt')
    .where('month', '=', month)
    .executeTakeFirstOrThrow()
  return kept.salt
}
