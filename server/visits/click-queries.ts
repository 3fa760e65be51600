import { sql } from 'kysely'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { ClickChunk } from './click-chunk.ts'

/** A click that a webhook hears of; what tells of the visitor is '' where they asked not to be tracked. */
export interface HeardClick {
  link_id: string
  slug: string
  hostname: string | null
  destination: string
  clicked_at: string
  is_unique: boolean
  trigger: string
  country: string
  city: string
  device: string
  os: string
  browser: string
  referrer: string
  utm_source: string
  utm_medium: string
  utm_campaign: string
  utm_term: string
  utm_content: string
}

export interface WrittenClicks {
  organization_id: string
  /** First day of the month (UTC). */
  month: string
  /** Clicks a month of the plan; null: no limit. */
  quota: number | null
  /** The month's clicks with these. */
  used: number
  heard: HeardClick[] | null
}

/**
 * Writes chunks that follow each other, each whole and once: the same id again writes nothing. Clicks of links that are
 * gone are left out. `quotas`: clicks a month by plan, '' for plans that are in no catalogue.
 */
export const insertClicks = async (
  tx: Transaction,
  chunks: readonly ClickChunk[],
  quotas: Record<string, number | null>,
): Promise<WrittenClicks[]> => {
  const months = [...new Set(chunks.flatMap((chunk) => chunk.months))].sort()
  const { rows } = await sql<WrittenClicks>`
    select organization_id, month::text, quota, used, heard
    from record_clicks(${JSON.stringify(chunks)}, ${months}, ${JSON.stringify(quotas)})`.execute(tx)
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
