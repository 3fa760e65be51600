import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

export interface TagRow {
  id: string
  name: string
  color: string
  link_count: number
}

const tags = (tx: Transaction, organizationId: AuthorizedOrganizationId) =>
  tx
    .selectFrom('tags')
    .select([
      'tags.id',
      'tags.name',
      'tags.color',
      sql<number>`(
        select count(*) from link_tags l where l.organization_id = tags.organization_id and l.tag_id = tags.id
      )`.as('link_count'),
    ])
    .where('tags.organization_id', '=', organizationId)

/** Tags by name, with how many links have each; those whose name holds `search`. */
export const listTagRows = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  search: string,
): Promise<TagRow[]> =>
  tags(tx, organizationId)
    .$if(search !== '', (query) =>
      query.where('tags.name', 'ilike', `%${search.replace(/[\\%_]/g, '\\$&')}%`),
    )
    .orderBy(sql`lower(tags.name)`)
    .orderBy('tags.id')
    .execute()

/** A tag of this organization, or undefined. */
export const findTagRow = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<TagRow | undefined> => tags(tx, organizationId).where('tags.id', '=', id).executeTakeFirst()

/** How many tags there are. */
export const countTags = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<number> => {
  const { count } = await tx
    .selectFrom('tags')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return count
}

/** The tag's id for each given name that has one, whatever its case. */
export const findTagsByName = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  names: readonly string[],
): Promise<Map<string, string>> => {
  const { rows } = await sql<{ given: string; id: string }>`
    select given, t.id from unnest(${[...names]}::text[]) given
    join tags t on t.organization_id = ${organizationId} and lower(t.name) = lower(given)`.execute(tx)
  return new Map(rows.map(({ given, id }) => [given, id]))
}

/** Inserts tags; one whose name is taken meanwhile is left out. */
export const insertNewTags = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  rows: readonly { id: string; name: string; color: string }[],
  now: Date,
): Promise<void> => {
  await tx
    .insertInto('tags')
    .values(
      rows.map((row) => ({ ...row, organization_id: organizationId, created_at: now, updated_at: now })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Inserts a tag. Throws the database's error on a name that is taken. */
export const insertTag = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  row: { id: string; name: string; color: string },
  now: Date,
): Promise<void> => {
  await tx
    .insertInto('tags')
    .values({ ...row, organization_id: organizationId, created_at: now, updated_at: now })
    .execute()
}

/** Writes what is given. Throws the database's error on a name that is taken. */
export const updateTagRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  set: { name?: string; color?: string; updated_at: Date },
): Promise<void> => {
  await tx
    .updateTable('tags')
    .set(set)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Deletes a tag; links lose it. */
export const deleteTagRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<void> => {
  await tx.deleteFrom('tags').where('organization_id', '=', organizationId).where('id', '=', id).execute()
}
