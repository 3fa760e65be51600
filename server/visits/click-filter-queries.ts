import { type RawBuilder, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import { ALL_DIMENSIONS, type Dimension } from '#shared/contract/analytics.ts'

/** Values that are asked for by dimension; any of them fits, an empty one stands for "unknown". */
export type ClickFilters = Partial<Record<Dimension, string[] | undefined>>

export type Condition = RawBuilder<unknown>

/** What a link's present standing tells; everything else was written with the click. */
export const LINK_DIMENSIONS: ReadonlySet<Dimension> = new Set(['link', 'project', 'tag'])

/** Columns of raw clicks by dimension; projects and tags are the link's. */
export const COLUMNS: Record<Exclude<Dimension, 'project' | 'tag'>, Condition> = {
  link: sql`c.link_id`,
  domain: sql`c.domain_id`,
  country: sql`c.country`,
  region: sql`c.region`,
  city: sql`c.city`,
  device: sql`c.device`,
  os: sql`c.os`,
  browser: sql`c.browser`,
  language: sql`c.language`,
  referrer: sql`c.referrer`,
  utm_source: sql`c.utm_source`,
  utm_medium: sql`c.utm_medium`,
  utm_campaign: sql`c.utm_campaign`,
  utm_term: sql`c.utm_term`,
  utm_content: sql`c.utm_content`,
  trigger: sql`c.trigger`,
  rule: sql`c.rule_id`,
}

export const filteredDimensions = (filters: ClickFilters): Dimension[] =>
  ALL_DIMENSIONS.filter((name) => filters[name] !== undefined)

const inProjects = (organizationId: AuthorizedOrganizationId, ids: string[]): Condition =>
  sql`select l.id from links l where l.organization_id = ${organizationId} and coalesce(l.project_id, '') = any (${ids})`

const withTags = (organizationId: AuthorizedOrganizationId, ids: string[]): Condition =>
  sql`select t.link_id from link_tags t where t.organization_id = ${organizationId} and t.tag_id = any (${ids})
    union all
    select l.id from links l where l.organization_id = ${organizationId} and '' = any (${ids})
      and not exists (select from link_tags t where t.organization_id = l.organization_id and t.link_id = l.id)`

/** Conditions on `column`, a link's id, by the link, its project and its tags. */
export const linkConditions = (
  organizationId: AuthorizedOrganizationId,
  { link, project, tag }: ClickFilters,
  column: Condition,
): Condition[] => [
  ...(link === undefined ? [] : [sql`${column} = any (${link})`]),
  ...(project === undefined ? [] : [sql`${column} in (${inProjects(organizationId, project)})`]),
  ...(tag === undefined ? [] : [sql`${column} in (${withTags(organizationId, tag)})`]),
]

/** Conditions on raw clicks `c`: all filters hold. */
export const clickConditions = (
  organizationId: AuthorizedOrganizationId,
  filters: ClickFilters,
): Condition[] => [
  sql`c.organization_id = ${organizationId}`,
  ...linkConditions(organizationId, filters, COLUMNS.link),
  ...filteredDimensions(filters).flatMap((name) =>
    name === 'link' || name === 'project' || name === 'tag'
      ? []
      : [sql`${COLUMNS[name]} = any (${filters[name]})`],
  ),
]

export const allOf = (conditions: readonly Condition[]): Condition => sql.join(conditions, sql` and `)
