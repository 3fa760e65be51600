import { type RawBuilder, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import { allOf, type Condition } from './click-filter-queries.ts'
import type { Cover } from './cover-span.ts'
import type { Span } from './resolve-range.ts'

type Part = RawBuilder<unknown>

const textsOf = (spans: readonly Span[], end: 'from' | 'until', length: number): string[] =>
  spans.map((span) => span[end].toISOString().slice(0, length))

const INSTANT = 'YYYY-MM-DDThh:mm:ss.sssZ'.length
const DATE = 'YYYY-MM-DD'.length

const readPart = (
  table: { name: string; time: string; type: 'timestamptz' | 'date' },
  spans: readonly Span[],
  conditions: Condition,
): Part[] => {
  if (spans.length === 0) return []
  const [length, type] = [table.type === 'date' ? DATE : INSTANT, sql.raw(table.type)]
  const time = sql.ref(`q.${table.time}`)
  const startsAt = table.type === 'date' ? sql`${time}::timestamp at time zone 'UTC'` : time
  return [
    sql`select q.dimension, q.value, ${startsAt} as starts_at, q.clicks, q.uniques
      from unnest(${textsOf(spans, 'from', length)}::${type}[], ${textsOf(spans, 'until', length)}::${type}[]) as s (a, b)
      join ${sql.table(table.name)} q on ${time} >= s.a and ${time} < s.b and ${conditions}`,
  ]
}

/** Nothing, in the shape of parts. */
const NOTHING: Part = sql`select '' as dimension, '' as value, now() as starts_at, 0 as clicks, 0 as uniques where false`

/**
 * Rows (dimension, value, starts_at, clicks, uniques) of roll-ups whose sum is what the cover's spans hold.
 * `condition` narrows the rows, `q` being the roll-up.
 */
export const rollUpRows = (
  organizationId: AuthorizedOrganizationId,
  dimensions: readonly string[],
  cover: Cover,
  condition: Condition | null = null,
): Part => {
  const conditions = allOf([
    sql`q.organization_id = ${organizationId}`,
    dimensions.length === 1 ? sql`q.dimension = ${dimensions[0]}` : sql`q.dimension = any (${dimensions})`,
    ...(condition === null ? [] : [condition]),
  ])
  const parts = [
    ...readPart(
      { name: 'click_quarters', time: 'starts_at', type: 'timestamptz' },
      cover.quarters,
      conditions,
    ),
    ...readPart({ name: 'click_days', time: 'day', type: 'date' }, cover.days, conditions),
    ...readPart({ name: 'click_months', time: 'month', type: 'date' }, cover.months, conditions),
  ]
  return parts.length === 0 ? NOTHING : sql.join(parts, sql` union all `)
}
