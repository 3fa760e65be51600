import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import { allOf, type ClickFilters, type Condition, clickConditions } from './click-filter-queries.ts'

export interface LiveQuestion {
  organizationId: AuthorizedOrganizationId
  filters: ClickFilters
  from: Date
}

export interface LiveClickRow {
  id: number
  clicked_at: Date
  link_id: string
  country: string
  city: string
  device: string
  os: string
  browser: string
  referrer: string
  trigger: string
}

const humans = ({ organizationId, filters, from }: LiveQuestion): Condition =>
  sql`clicks c where c.clicked_at >= ${from} and not c.is_bot and ${allOf(clickConditions(organizationId, filters))}`

/** Clicks by minute since an instant; minutes without any are left out. */
export const countMinutes = async (
  tx: Transaction,
  question: LiveQuestion,
): Promise<{ starts_at: Date; clicks: number }[]> => {
  const { rows } = await sql<{ starts_at: Date; clicks: number }>`
    select date_trunc('minute', c.clicked_at) as starts_at, count(*) as clicks
    from ${humans(question)} group by 1`.execute(tx)
  return rows
}

/** How many different visitors there were; those who ask not to be tracked can't be told apart and are not in it. */
export const countVisitors = async (tx: Transaction, question: LiveQuestion): Promise<number> => {
  const { rows } = await sql<{ visitors: number }>`
    select count(distinct c.visitor) as visitors from ${humans(question)}`.execute(tx)
  return rows[0]?.visitors ?? 0
}

/** The latest clicks since an instant, newest first. */
export const listLatest = async (
  tx: Transaction,
  question: LiveQuestion,
  limit: number,
): Promise<LiveClickRow[]> => {
  const { rows } = await sql<LiveClickRow>`
    select c.id, c.clicked_at, c.link_id, c.country, c.city, c.device, c.os, c.browser, c.referrer, c.trigger
    from ${humans(question)} order by c.clicked_at desc, c.id desc limit ${limit}`.execute(tx)
  return rows
}
