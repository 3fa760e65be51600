import { type RawBuilder, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { LinkColumns } from './link-row.ts'

export interface NewLinkRow extends LinkColumns {
  id: string
  created_by: string | null
  created_via: 'dashboard' | 'api' | 'import'
  blocked_at: Date | null
}

const COLUMNS = [
  'domain_id',
  'slug',
  'slug_key',
  'destination',
  'title',
  'description',
  'notes',
  'project_id',
  'external_id',
  'redirect_status',
  'forward_query',
  'is_enabled',
  'approval',
  'approval_note',
  'decided_by',
  'decided_at',
  'expires_at',
  'expired_destination',
  'click_limit',
  'password_hash',
  'rules',
  'app_links',
  'preview',
  'archived_at',
] as const satisfies readonly (keyof LinkColumns)[]

const list = (names: readonly string[], from?: string): RawBuilder<unknown> =>
  sql.join(names.map((name) => (from === undefined ? sql.ref(name) : sql.ref(`${from}.${name}`))))

const given = (rows: readonly object[]): RawBuilder<unknown> =>
  sql`jsonb_populate_recordset(null::links, ${JSON.stringify(rows)}::jsonb)`

/** Inserts links, whose addresses are claimed already. Throws the database's error on an external id that is taken. */
export const insertLinks = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  rows: readonly NewLinkRow[],
  now: Date,
): Promise<void> => {
  const names = ['id', 'created_by', 'created_via', 'blocked_at', ...COLUMNS]
  await sql`
    insert into links (organization_id, created_at, updated_at, ${list(names)})
    select ${organizationId}, ${now}, ${now}, ${list(names, 'given')} from ${given(rows)} as given`.execute(
    tx,
  )
}

/** Writes all columns of links anew, in one statement. Throws the database's error on an external id that is taken. */
export const updateLinkRows = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  rows: readonly (LinkColumns & { id: string })[],
  now: Date,
): Promise<void> => {
  if (rows.length === 0) return
  const sent = rows.map((row) =>
    Object.fromEntries(['id', ...COLUMNS].map((name) => [name, Reflect.get(row, name)])),
  )
  await sql`
    update links set updated_at = ${now}, (${list(COLUMNS)}) = row(${list(COLUMNS, 'given')})
    from ${given(sent)} as given
    where links.organization_id = ${organizationId} and links.id = given.id`.execute(tx)
}

/** Deletes links with what hangs on them, and their totals. */
export const deleteLinkRows = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  ids: readonly string[],
): Promise<void> => {
  await sql`
    with gone as (
      delete from link_counts where organization_id = ${organizationId} and link_id = any(${ids}::text[])
    )
    delete from links where organization_id = ${organizationId} and id = any(${ids}::text[])`.execute(tx)
}

/** Puts tags on links; those that are there already stay. */
export const insertLinkTags = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  pairs: readonly { link_id: string; tag_id: string }[],
): Promise<void> => {
  if (pairs.length === 0) return
  await sql`
    insert into link_tags (organization_id, link_id, tag_id)
    select ${organizationId}, link_id, tag_id
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as given (link_id text, tag_id text)
    on conflict do nothing`.execute(tx)
}

/** Takes tags off links. */
export const deleteLinkTags = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  pairs: readonly { link_id: string; tag_id: string }[],
): Promise<void> => {
  if (pairs.length === 0) return
  await sql`
    delete from link_tags using jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as given (link_id text, tag_id text)
    where organization_id = ${organizationId}
      and link_tags.link_id = given.link_id and link_tags.tag_id = given.tag_id`.execute(tx)
}
