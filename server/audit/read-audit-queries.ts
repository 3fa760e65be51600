import { type RawBuilder, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { AuditEntry } from './audit-entry.ts'
import type { AuditFilters } from './audit-filters.ts'

export type AuditRow = Omit<AuditEntry, 'created_at' | 'search_text' | 'previous_hash'> & { created_at: Date }

export interface Slice {
  limit: number
  offset: number
}

const COLUMNS = sql.raw(
  [
    'organization_id, sequence, id, created_at, category, action, outcome, actor_kind, actor_id, actor_name',
    'actor_email, actor_image, on_behalf_of, targets, changes, ip, user_agent, request_id, hash',
  ].join(', '),
)

type Condition = RawBuilder<unknown>

/** What the filters ask for, but for the target. `strpos` takes the text literally: nothing in it is a pattern. */
const conditionsOf = (filters: AuditFilters): Condition[] => {
  const { categories, actor, key, action, outcome, from, to, search } = filters
  return [
    categories.length === 1 ? sql`e.category = ${categories[0]}` : null,
    categories.length > 1 ? sql`e.category = any(${categories})` : null,
    actor === null ? null : sql`e.actor_id = ${actor}`,
    key === null ? null : sql`e.on_behalf_of ->> 'id' = ${key}`,
    action === null ? null : sql`e.action = ${action}`,
    outcome === null ? null : sql`e.outcome = ${outcome}`,
    from === null ? null : sql`e.created_at >= ${from}`,
    to === null ? null : sql`e.created_at <= ${to}`,
    search === null ? null : sql`strpos(e.search_text, ${search}) > 0`,
  ].filter((condition) => condition !== null)
}

export const allOf = (conditions: Condition[]): RawBuilder<unknown> => sql.join(conditions, sql` and `)

export const inOrganization = (
  organizationId: AuthorizedOrganizationId,
  filters: AuditFilters,
): Condition[] => [
  sql`e.organization_id = ${organizationId}`,
  ...conditionsOf(filters),
  ...(filters.target === null
    ? []
    : [
        sql`e.sequence in (
          select t.sequence from audit_targets t
          where t.organization_id = ${organizationId} and t.target_id = ${filters.target})`,
      ]),
]

/** First and last sequence that the organization's log holds; null when it holds nothing. */
export const readSpan = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<{ first: number; last: number } | null> => {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select
      (select sequence from audit_entries where organization_id = ${organizationId}
       order by sequence limit 1) as first,
      (select sequence from audit_entries where organization_id = ${organizationId}
       order by sequence desc limit 1) as last`.execute(tx)
  const [span] = rows
  return span === undefined || span.first === null || span.last === null
    ? null
    : { first: span.first, last: span.last }
}

/** Entries with `sequence <= upTo`, newest first. What is skipped is skipped in the index, before rows are fetched. */
export const listEntries = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  filters: AuditFilters,
  { limit, offset, upTo }: Slice & { upTo: number },
): Promise<AuditRow[]> => {
  const conditions = [...inOrganization(organizationId, filters), sql`e.sequence <= ${upTo}`]
  const { rows } = await sql<AuditRow>`
    with page as materialized (
      select e.sequence from audit_entries e where ${allOf(conditions)}
      order by e.sequence desc limit ${limit} offset ${offset}
    )
    select ${COLUMNS} from audit_entries
    where organization_id = ${organizationId} and sequence in (select sequence from page)
    order by sequence desc`.execute(tx)
  return rows
}

export const countEntries = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  filters: AuditFilters,
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from audit_entries e
    where ${allOf(inOrganization(organizationId, filters))}`.execute(tx)
  return rows[0]?.total ?? 0
}

export interface PersonalScope {
  userId: string
  /** The person's personal workspace. */
  workspaceId: string
}

export type PersonalRow = AuditRow & { organization_name: string }

/** What happened in the workspace, and what the person did elsewhere: row-level security lets active memberships pass. */
const ofPerson = (scope: PersonalScope, filters: AuditFilters): Condition[] => [
  sql`(e.organization_id = ${scope.workspaceId} or e.actor_id = ${scope.userId})`,
  sql`o.deleted_at is null`,
  ...conditionsOf(filters),
  ...(filters.target === null ? [] : [sql`e.targets @> ${JSON.stringify([{ id: filters.target }])}::jsonb`]),
]

/** Where a batch of the personal log goes on: after this entry, in the order newest first. */
export interface PersonalCursor {
  created_at: Date
  organization_id: string
  sequence: number
}

const afterCursor = (cursor: PersonalCursor): Condition =>
  sql`e.created_at <= ${cursor.created_at} and
      (e.created_at, e.organization_id, e.sequence) <
      (${cursor.created_at}::timestamptz, ${cursor.organization_id}::text, ${cursor.sequence}::bigint)`

/** Row-level security must be set to the workspace and the person. */
export const listOwnEntries = async (
  tx: Transaction,
  scope: PersonalScope,
  filters: AuditFilters,
  { limit, offset, after }: Slice & { after?: PersonalCursor | undefined },
): Promise<PersonalRow[]> => {
  const conditions = ofPerson(scope, filters)
  if (after !== undefined) conditions.push(afterCursor(after))
  const { rows } = await sql<PersonalRow>`
    select e.*, o.name as organization_name
    from audit_entries e join organizations o on o.id = e.organization_id
    where ${allOf(conditions)}
    order by e.created_at desc, e.organization_id desc, e.sequence desc
    limit ${limit} offset ${offset}`.execute(tx)
  return rows
}

export const countOwnEntries = async (
  tx: Transaction,
  scope: PersonalScope,
  filters: AuditFilters,
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from audit_entries e join organizations o on o.id = e.organization_id
    where ${allOf(ofPerson(scope, filters))}`.execute(tx)
  return rows[0]?.total ?? 0
}

/** Which of the given actions the log holds: one look into an index for each. */
export const findActions = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  actions: readonly string[],
): Promise<string[]> => {
  const { rows } = await sql<{ action: string }>`
    select action from unnest(${actions}::text[]) as action
    where exists (
      select from audit_entries e where e.organization_id = ${organizationId} and e.action = action.action)
  `.execute(tx)
  return rows.map((row) => row.action)
}

/** Who acted, each with the newest name: steps from one actor to the next in the index instead of reading all. */
export const listActors = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  limit: number,
): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive step as (
      (select actor_id from audit_entries
       where organization_id = ${organizationId} and actor_id is not null order by actor_id limit 1)
      union all
      select (
        select e.actor_id from audit_entries e
        where e.organization_id = ${organizationId} and e.actor_id > step.actor_id order by e.actor_id limit 1)
      from step where step.actor_id is not null
    )
    select step.actor_id as id, newest.actor_name as name
    from (select actor_id from step where actor_id is not null limit ${limit}) as step
    cross join lateral (
      select e.actor_name from audit_entries e
      where e.organization_id = ${organizationId} and e.actor_id = step.actor_id
      order by e.sequence desc limit 1) as newest`.execute(tx)
  return rows
}
