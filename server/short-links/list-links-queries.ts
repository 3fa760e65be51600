import { type RawBuilder, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { LINK_SORTS } from '#shared/contract/links.ts'
import { statusAt } from './links-queries.ts'

export interface LinkFilter {
  search?: string | undefined
  domain_id?: string | undefined
  project_id?: string | undefined
  tag_ids?: string[] | undefined
  created_by?: string | undefined
  status?: string | undefined
  archived: 'no' | 'yes' | 'all'
}
type Sort = (typeof LINK_SORTS)[number]

const idOrNone = (column: RawBuilder<unknown>, wanted: string | undefined): RawBuilder<unknown>[] => {
  if (wanted === undefined) return []
  return [wanted === 'none' ? sql`${column} is null` : sql`${column} = ${wanted}`]
}

const conditionsOf = (
  organizationId: AuthorizedOrganizationId,
  filter: LinkFilter,
  now: Date,
): RawBuilder<unknown> => {
  const tagIds = [...new Set(filter.tag_ids)]
  const conditions = [
    sql`l.organization_id = ${organizationId}`,
    ...(filter.archived === 'all'
      ? []
      : [filter.archived === 'no' ? sql`l.archived_at is null` : sql`l.archived_at is not null`]),
    ...idOrNone(sql`l.domain_id`, filter.domain_id),
    ...idOrNone(sql`l.project_id`, filter.project_id),
    ...(filter.created_by === undefined ? [] : [sql`l.created_by = ${filter.created_by}`]),
    ...(filter.status === undefined ? [] : [sql`${statusAt(now)} = ${filter.status}`]),
    ...tagIds.map(
      (id) =>
        sql`l.id in (select link_id from link_tags where organization_id = ${organizationId} and tag_id = ${id})`,
    ),
    ...(filter.search ? [sql`strpos(l.search_text, lower(${filter.search})) > 0`] : []),
  ]
  return sql.join(conditions, sql` and `)
}

/** Only what the conditions or the order ask for is joined. */
const tables = (filter: LinkFilter, sort?: Sort): RawBuilder<unknown> => sql`links l
  ${
    filter.status === undefined
      ? sql``
      : sql`left join link_allowances taken on taken.organization_id = l.organization_id and taken.link_id = l.id`
  }
  ${
    sort?.includes('click')
      ? sql`left join link_counts c on c.organization_id = l.organization_id and c.link_id = l.id`
      : sql``
  }`

/** What is ordered by, and which way; the id decides between equals. */
const ORDERS: Record<Sort, [key: RawBuilder<unknown>, direction: RawBuilder<unknown>]> = {
  '-created_at': [sql`l.created_at`, sql`desc`],
  created_at: [sql`l.created_at`, sql`asc`],
  '-clicks': [sql`coalesce(c.clicks, 0)`, sql`desc`],
  clicks: [sql`coalesce(c.clicks, 0)`, sql`asc`],
  '-updated_at': [sql`l.updated_at`, sql`desc`],
  slug: [sql`l.slug_key collate "C"`, sql`asc`],
  '-slug': [sql`l.slug_key collate "C"`, sql`desc`],
  title: [sql`lower(l.title collate "C")`, sql`asc`],
  '-title': [sql`lower(l.title collate "C")`, sql`desc`],
  '-last_clicked_at': [sql`coalesce(c.last_clicked_at, '-infinity')`, sql`desc`],
}

interface Page {
  sort: Sort
  page: number
  limit: number
}
interface PageOfIds {
  ids: string[]
  total: number
}

const windowOf = ({ page, limit }: Page): RawBuilder<unknown> =>
  sql`limit ${limit} offset ${(page - 1) * limit}`

/** The most clicked, by an index that has those with clicks alone; undefined where the page goes beyond them. */
const readMostClicked = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  matching: RawBuilder<unknown>,
  page: Page,
): Promise<{ id: string }[] | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select c.link_id as id from link_counts c
    join links l on l.organization_id = c.organization_id and l.id = c.link_id
    where c.organization_id = ${organizationId} and c.clicks > 0 and ${matching}
    order by c.clicks desc, c.link_id desc ${windowOf(page)}`.execute(tx)
  return rows.length === page.limit ? rows : undefined
}

/** Where all rows match but for their archive: the index counts them and knows their order. */
const readByIndex = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  matching: RawBuilder<unknown>,
  filter: LinkFilter,
  page: Page,
): Promise<PageOfIds> => {
  const [key, direction] = ORDERS[page.sort]
  const counted = await sql<{ total: number }>`
    select count(*) as total from ${tables(filter)} where ${matching}`.execute(tx)
  const clicked =
    page.sort === '-clicks' ? await readMostClicked(tx, organizationId, matching, page) : undefined
  const found =
    clicked ??
    (
      await sql<{ id: string }>`
      select l.id from ${tables(filter, page.sort)} where ${matching}
      order by ${key} ${direction}, l.id ${direction} ${windowOf(page)}`.execute(tx)
    ).rows
  return { ids: found.map((row) => row.id), total: counted.rows[0]?.total ?? 0 }
}

/** Where conditions must be tried on each row: once, for the number and the page alike. */
const readByTrying = async (
  tx: Transaction,
  matching: RawBuilder<unknown>,
  filter: LinkFilter,
  page: Page,
): Promise<PageOfIds> => {
  const [key, direction] = ORDERS[page.sort]
  // Where most rows match they would be written to the disk.
  await sql`select set_config('work_mem', '32MB', true)`.execute(tx)
  const { rows } = await sql<{ id: string | null; total: number }>`
    with matching as materialized (
      select l.id, ${key} as sort_key from ${tables(filter, page.sort)} where ${matching}
    ), page as (
      select id, row_number() over () as place from (
        select id from matching order by sort_key ${direction}, id ${direction} ${windowOf(page)}) as ordered
    )
    select page.id, counted.total from (select count(*) as total from matching) as counted left join page on true
    order by page.place`.execute(tx)
  return { ids: rows.flatMap((row) => row.id ?? []), total: rows[0]?.total ?? 0 }
}

/** Ids of one page of links, in order, with the number of all that match. */
export const listLinkIds = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  filter: LinkFilter,
  page: Page,
  now: Date,
): Promise<PageOfIds> => {
  const matching = conditionsOf(organizationId, filter, now)
  const { archived: _archived, ...others } = filter
  const isWhole = Object.values(others).every((value) => value === undefined || value === '')
  return isWhole
    ? readByIndex(tx, organizationId, matching, filter, page)
    : readByTrying(tx, matching, filter, page)
}

/** Where reading goes on, for whoever reads all links piece by piece. */
export interface LinkCursor {
  created_at: Date
  id: string
}

/** Ids of the next links that match, newest first, after the cursor; null begins. */
export const listLinkIdsAfter = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  filter: LinkFilter,
  after: { cursor: LinkCursor | null; limit: number },
  now: Date,
): Promise<string[]> => {
  const { cursor, limit } = after
  const beyond =
    cursor === null
      ? sql`true`
      : sql`(l.created_at, l.id) < (${cursor.created_at}::timestamptz, ${cursor.id})`
  const { rows } = await sql<{ id: string }>`
    select l.id from ${tables(filter)}
    where ${conditionsOf(organizationId, filter, now)} and ${beyond}
    order by l.created_at desc, l.id desc limit ${limit}`.execute(tx)
  return rows.map((row) => row.id)
}
