import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { Dimension } from '#shared/contract/analytics.ts'
import {
  allOf,
  type ClickFilters,
  COLUMNS,
  type Condition,
  clickConditions,
  filteredDimensions,
} from './click-filter-queries.ts'
import type { Cover } from './cover-span.ts'
import type { Span } from './resolve-range.ts'
import { rollUpRows } from './roll-up-queries.ts'

export interface BreakdownQuestion {
  organizationId: AuthorizedOrganizationId
  filters: ClickFilters
  span: Span
  /** What of the roll-ups makes up the span. */
  cover: Cover
  dimensions: readonly Dimension[]
  /** Values answered of each dimension. */
  limit: number
  /** Text in the value or in what it is called; '' for all. */
  search: string
}

export interface BreakdownRow {
  dimension: Dimension
  value: string
  clicks: number
  uniques: number
  /** How many values the dimension has. */
  total: number
}

type Stored = keyof typeof COLUMNS
const isStored = (name: Dimension): name is Stored => name in COLUMNS

/** Projects and tags are summed up from links. */
const storedDimensions = (dimensions: readonly Dimension[]): Stored[] => [
  ...new Set(dimensions.map((name): Stored => (isStored(name) ? name : 'link'))),
]

const rawParts = ({ organizationId, filters, span }: BreakdownQuestion, names: Stored[]): Condition => {
  const values = names.map((name) => sql`(${name}::text, ${COLUMNS[name]})`)
  return sql`select d.dimension, d.value, 1 as clicks, c.is_unique::integer as uniques
    from clicks c cross join lateral (values ${sql.join(values)}) as d (dimension, value)
    where c.clicked_at >= ${span.from} and c.clicked_at < ${span.until} and not c.is_bot
      and ${allOf(clickConditions(organizationId, filters))}`
}

const partsOf = (question: BreakdownQuestion): Condition => {
  const { organizationId, filters, cover, dimensions } = question
  const names = storedDimensions(dimensions)
  if (filteredDimensions(filters).length > 0) return rawParts(question, names)
  return rollUpRows(organizationId, names, cover)
}

const patternOf = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`

/** What a text is looked for in, beside the values themselves. */
const named: Partial<Record<Dimension, (organizationId: string, pattern: string) => Condition>> = {
  link: (organizationId, pattern) =>
    sql`select id from links where organization_id = ${organizationId}
      and (slug ilike ${pattern} or title ilike ${pattern} or destination ilike ${pattern})`,
  domain: (organizationId, pattern) =>
    sql`select id from domains where organization_id = ${organizationId} and hostname ilike ${pattern}`,
  project: (organizationId, pattern) =>
    sql`select id from projects where organization_id = ${organizationId} and name ilike ${pattern}`,
  tag: (organizationId, pattern) =>
    sql`select id from tags where organization_id = ${organizationId} and name ilike ${pattern}`,
}

const searchOf = ({ organizationId, dimensions, search }: BreakdownQuestion): Condition => {
  if (search === '') return sql`true`
  const pattern = patternOf(search)
  const matches = dimensions.map((name) => {
    const find = named[name]
    return find === undefined
      ? sql`(e.dimension = ${name} and e.value ilike ${pattern})`
      : sql`(e.dimension = ${name} and e.value in (${find(organizationId, pattern)}))`
  })
  return sql`(${sql.join(matches, sql` or `)})`
}

/** The most frequent values of each dimension, most frequent first. */
export const readBreakdowns = async (
  tx: Transaction,
  question: BreakdownQuestion,
): Promise<BreakdownRow[]> => {
  const { organizationId, dimensions, limit } = question
  if (dimensions.length === 0) return []
  const asked = new Set(dimensions)
  const { rows } = await sql<BreakdownRow>`
    with summed as (
      select p.dimension, p.value, sum(p.clicks) as clicks, sum(p.uniques) as uniques
      from (${partsOf(question)}) p group by 1, 2
    ), everything as (
      select * from summed
      union all
      select 'project', coalesce(l.project_id, ''), sum(s.clicks)::bigint, sum(s.uniques)::bigint
      from summed s left join links l on l.organization_id = ${organizationId} and l.id = s.value
      where s.dimension = 'link' and ${asked.has('project')} group by 2
      union all
      select 'tag', coalesce(t.tag_id, ''), sum(s.clicks)::bigint, sum(s.uniques)::bigint
      from summed s left join link_tags t on t.organization_id = ${organizationId} and t.link_id = s.value
      where s.dimension = 'link' and ${asked.has('tag')} group by 2
    ), ranked as (
      select e.*, row_number() over (partition by e.dimension order by e.clicks desc, e.value) as place,
        count(*) over (partition by e.dimension) as total
      from everything e where e.dimension = any (${dimensions}) and ${searchOf(question)}
    )
    select dimension, value, clicks, uniques, total
    from ranked where place <= ${limit} order by dimension, place`.execute(tx)
  return rows
}
