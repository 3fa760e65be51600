import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

/** Names of projects, tags and rules of links by id; what is gone is left out. */
export const listNames = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  ids: { projects: readonly string[]; tags: readonly string[]; rules: readonly string[] },
): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from projects where organization_id = ${organizationId} and id = any (${ids.projects})
    union all
    select id, name from tags where organization_id = ${organizationId} and id = any (${ids.tags})
    union all
    select r ->> 'id', r ->> 'name' from links cross join lateral jsonb_array_elements(rules) r
    where organization_id = ${organizationId} and cardinality(${ids.rules}::text[]) > 0 and rules <> '[]'
      and r ->> 'id' = any (${ids.rules})`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
