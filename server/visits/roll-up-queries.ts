import { type RawBuilder, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import { allOf, type Condition } from './click-filter-queries.ts'
import type { Cover } from './cover-span.ts'
import type { Span } from './resolve-range.ts'

type Part = RawBuilder<unknown>

interface RollUp {
  name: 'click_quarters' | 'click_days' | 'click_months'
  time: 'starts_at' | 'day' | 'month'
  type: 'timestamptz' | 'date'
}

const QUARTERS: RollUp = { name: 'click_quarters', time: 'starts_at', type: 'timestamptz' }
const DAYS: RollUp = { name: 'click_days', time: 'day', type: 'date' }
const MONTHS: RollUp = { name: 'click_months', time: 'month', type: 'date' }

/** So many spans are written out, so that the planner sees how long each is. */
const WRITTEN_OUT = 4

const textOf = (at: Date, { type }: RollUp): string =>
  type === 'date' ? at.toISOString().slice(0, 'YYYY-MM-DD'.length) : at.toISOString()

/** Rows of a roll-up whose time is in [from, until), both SQL. */
const readRows = (rollUp: RollUp, conditions: Condition, from: Condition, until: Condition): Part => {
  const time = sql.ref(`q.${rollUp.time}`)
  const startsAt = rollUp.type === 'date' ? sql`${time}::timestamp at time zone 'UTC'` : time
  return sql`select q.dimension, q.value, ${startsAt} as starts_at, q.clicks, q.uniques
    from ${sql.table(rollUp.name)} q where ${conditions} and ${time} >= ${from} and ${time} < ${until}`
}

// With "offset 0" each span is looked up by itself; joined, all rows would be compared with every span.
const readSpans = (rollUp: RollUp, spans: readonly Span[], conditions: Condition): Part[] => {
  const type = sql.raw(rollUp.type)
  if (spans.length <= WRITTEN_OUT)
    return spans.map(({ from, until }) =>
      readRows(
        rollUp,
        conditions,
        sql`${textOf(from, rollUp)}::${type}`,
        sql`${textOf(until, rollUp)}::${type}`,
      ),
    )
  const starts = spans.map(({ from }) => textOf(from, rollUp))
  const ends = spans.map(({ until }) => textOf(until, rollUp))
  return [
    sql`select r.* from unnest(${starts}::${type}[], ${ends}::${type}[]) as s (a, b)
      cross join lateral (${readRows(rollUp, conditions, sql`s.a`, sql`s.b`)} offset 0) r`,
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
    ...readSpans(QUARTERS, cover.quarters, conditions),
    ...readSpans(DAYS, cover.days, conditions),
    ...readSpans(MONTHS, cover.months, conditions),
  ]
  return parts.length === 0 ? NOTHING : sql.join(parts, sql` union all `)
}
