import { type RawBuilder, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { LinkRow, TagOfLink } from './link-row.ts'

/** What a link answers now; the first that applies. Needs `l` and `taken` in the statement. */
export const statusAt = (now: Date): RawBuilder<string> => sql`case
  when l.blocked_at is not null then 'blocked'
  when l.approval = 'rejected' then 'rejected'
  when l.approval = 'pending' then 'pending'
  when not l.is_enabled then 'disabled'
  when l.expires_at <= ${now} then 'expired'
  when l.click_limit <= taken.used then 'limit_reached'
  else 'live' end`

const COLUMNS = sql.raw(
  `organization_id id domain_id slug slug_key destination title description notes project_id external_id redirect_status
  forward_query is_enabled approval approval_note decided_by decided_at expires_at expired_destination click_limit
  password_hash rules app_links preview created_by created_via blocked_at archived_at created_at updated_at`
    .split(/\s+/)
    .map((name) => `l.${name}`)
    .join(', '),
)

const rowsWhere = async (tx: Transaction, now: Date, condition: RawBuilder<unknown>): Promise<LinkRow[]> => {
  const { rows } = await sql<LinkRow>`
    select ${COLUMNS}, ${statusAt(now)} as status, d.hostname, p.name as project_name, p.color as project_color,
      u.name as created_by_name, c.clicks, c.uniques, c.last_clicked_at
    from links l
    left join domains d on d.organization_id = l.organization_id and d.id = l.domain_id
    left join projects p on p.organization_id = l.organization_id and p.id = l.project_id
    left join users u on u.id = l.created_by
    left join link_counts c on c.organization_id = l.organization_id and c.link_id = l.id
    left join link_allowances taken on taken.organization_id = l.organization_id and taken.link_id = l.id
    where ${condition}`.execute(tx)
  return rows
}

/** Links of this organization by their ids, in no order; those that it does not have are left out. */
export const findLinkRows = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  ids: readonly string[],
  now: Date,
): Promise<LinkRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : rowsWhere(tx, now, sql`l.organization_id = ${organizationId} and l.id = any(${ids}::text[])`)

/** The link with an external id of the organization's, or undefined. */
export const findLinkRowByExternalId = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  externalId: string,
  now: Date,
): Promise<LinkRow | undefined> =>
  (await rowsWhere(tx, now, sql`l.organization_id = ${organizationId} and l.external_id = ${externalId}`))[0]

/** Those of the external ids that links of the organization have, with the link. */
export const findExternalIds = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (externalIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; external_id: string }>`
    select id, external_id from links
    where organization_id = ${organizationId} and external_id = any(${externalIds}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.external_id, row.id]))
}

/** Id of the newest link in use with a destination on a domain (null: the shared host), or undefined. */
export const findLinkIdByDestination = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  place: { destination: string; domainId: string | null },
  now: Date,
): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select l.id from links l
    left join link_allowances taken on taken.organization_id = l.organization_id and taken.link_id = l.id
    where l.organization_id = ${organizationId} and md5(l.destination) = md5(${place.destination})
      and l.destination = ${place.destination} and l.domain_id is not distinct from ${place.domainId}
      and l.archived_at is null and ${statusAt(now)} in ('live', 'pending')
    order by l.created_at desc, l.id desc limit 1`.execute(tx)
  return rows[0]?.id
}

/** The tags of links, by name. */
export const listTagsOfLinks = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  linkIds: readonly string[],
): Promise<TagOfLink[]> => {
  if (linkIds.length === 0) return []
  const { rows } = await sql<TagOfLink>`
    select lt.link_id, t.id, t.name, t.color
    from link_tags lt join tags t on t.organization_id = lt.organization_id and t.id = lt.tag_id
    where lt.organization_id = ${organizationId} and lt.link_id = any(${linkIds}::text[])
    order by lower(t.name), t.id`.execute(tx)
  return rows
}

/** The creator of a link, while an active member of its organization. */
export const findCreator = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  linkId: string,
): Promise<{ id: string; name: string; email: string } | undefined> => {
  const { rows } = await sql<{ id: string; name: string; email: string }>`
    select u.id, u.name, u.email from links l
    join users u on u.id = l.created_by and u.deleted_at is null
    join members m on m.organization_id = l.organization_id and m.user_id = u.id and m.is_active
    where l.organization_id = ${organizationId} and l.id = ${linkId}`.execute(tx)
  return rows[0]
}
