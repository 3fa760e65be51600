import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { Dimension } from '#shared/contract/analytics.ts'
import {
  allOf,
  type ClickFilters,
  type Condition,
  clickConditions,
  filteredDimensions,
  LINK_DIMENSIONS,
  linkConditions,
} from './click-filter-queries.ts'
import type { Cover } from './cover-span.ts'
import type { Span } from './resolve-range.ts'
import { rollUpRows } from './roll-up-queries.ts'

/** A range cut into intervals: `starts[0]` may lie before its `from`. */
export interface CutSpan extends Span {
  starts: Date[]
  /** What of the roll-ups makes it up, no piece across an interval's border. */
  cover: Cover
}

export interface SeriesRow {
  period: 'current' | 'previous'
  /** From 0, by `starts`. */
  bucket: number
  clicks: number
  uniques: number
  bots: number
}

interface SeriesQuestion {
  organizationId: AuthorizedOrganizationId
  filters: ClickFilters
  /** Intervals are shorter than roll-ups tell apart. */
  isFine: boolean
}

const rawRows = ({ organizationId, filters }: SeriesQuestion, { from, until }: Span): Condition =>
  sql`select 'clicks' as dimension, '' as value, c.clicked_at as starts_at, 1 as clicks, c.is_unique::integer as uniques
    from clicks c where c.clicked_at >= ${from} and c.clicked_at < ${until} and not c.is_bot
      and ${allOf(clickConditions(organizationId, filters))}`

/** The one dimension whose roll-up answers the filters; null: only raw clicks do. */
const findRollUp = ({ filters, isFine }: SeriesQuestion): Dimension | 'total' | null => {
  const names = filteredDimensions(filters)
  if (isFine) return null
  if (names.length === 0) return 'total'
  if (names.every((name) => LINK_DIMENSIONS.has(name))) return 'link'
  return names.length === 1 ? (names[0] ?? null) : null
}

/** Robots are told by link alone: whatever else is filtered, these are all of the links that are asked for. */
const botRows = ({ organizationId, filters }: SeriesQuestion, { cover }: CutSpan): Condition => {
  const conditions = linkConditions(organizationId, filters, sql`q.value`)
  return conditions.length === 0
    ? rollUpRows(organizationId, ['bots'], cover)
    : rollUpRows(organizationId, ['link_bots'], cover, allOf(conditions))
}

const humanRows = (question: SeriesQuestion, span: CutSpan): Condition => {
  const { organizationId, filters } = question
  const dimension = findRollUp(question)
  if (dimension === null) return rawRows(question, span)
  if (dimension === 'total') return rollUpRows(organizationId, ['total'], span.cover)
  const conditions =
    dimension === 'link'
      ? linkConditions(organizationId, filters, sql`q.value`)
      : [sql`q.value = any (${filters[dimension]})`]
  return rollUpRows(organizationId, [dimension], span.cover, allOf(conditions))
}

const seriesOf = (question: SeriesQuestion, period: SeriesRow['period'], span: CutSpan): Condition =>
  sql`select ${period}::text as period,
      width_bucket(p.starts_at, ${span.starts.map((start) => start.toISOString())}::timestamptz[]) - 1 as bucket,
      sum(p.clicks) filter (where not p.is_bot) as clicks, sum(p.uniques) filter (where not p.is_bot) as uniques,
      sum(p.clicks) filter (where p.is_bot) as bots
    from (
      select h.starts_at, h.clicks, h.uniques, false as is_bot from (${humanRows(question, span)}) h
      union all
      select b.starts_at, b.clicks, 0, true from (${botRows(question, span)}) b
    ) p
    group by 2`

/** Clicks, uniques and robots by interval, of a range and of the one before; intervals without any are left out. */
export const readSeries = async (
  tx: Transaction,
  question: SeriesQuestion,
  current: CutSpan,
  previous: CutSpan | null,
): Promise<SeriesRow[]> => {
  const statements = [
    seriesOf(question, 'current', current),
    ...(previous === null ? [] : [seriesOf(question, 'previous', previous)]),
  ]
  const { rows } = await sql<SeriesRow>`
    select period, bucket, coalesce(clicks, 0)::bigint as clicks, coalesce(uniques, 0)::bigint as uniques,
      coalesce(bots, 0)::bigint as bots
    from (${sql.join(statements, sql` union all `)}) s`.execute(tx)
  return rows
}

/** When the first clicks of an organization are from, to the day; null: there are none. */
export const findFirstDay = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<Date | null> => {
  const { rows } = await sql<{ first: string | null }>`
    select min(day)::text as first from click_days
    where organization_id = ${organizationId} and dimension = any (array['total', 'bots'])`.execute(tx)
  const first = rows[0]?.first
  return first === undefined || first === null ? null : new Date(`${first}T00:00:00Z`)
}

/** Clicks of a month (its first day, UTC) that count against the plan. */
export const countMonth = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  month: string,
): Promise<number> => {
  const { rows } = await sql<{ clicks: number }>`
    select coalesce(sum(clicks), 0)::bigint as clicks from click_months
    where organization_id = ${organizationId} and dimension = 'total' and month = ${month}::date`.execute(tx)
  return rows[0]?.clicks ?? 0
}
