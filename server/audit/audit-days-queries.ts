import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { AuditFilters } from './audit-filters.ts'
import { allOf, inOrganization } from './read-audit-queries.ts'

export interface CountedDay {
  /** Which of the starts it began with, from 1. */
  number: number
  succeeded: number
  refused: number
}

/** Entries between each of the given instants and the next; what is older than the first or not before the end is left out. */
export const countByDay = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  filters: AuditFilters,
  { starts, end }: { starts: readonly Date[]; end: Date },
): Promise<CountedDay[]> => {
  const conditions = [
    ...inOrganization(organizationId, filters),
    sql`e.created_at >= ${starts[0]}`,
    sql`e.created_at < ${end}`,
  ]
  const { rows } = await sql<CountedDay>`
    select
      width_bucket(e.created_at, ${starts}::timestamptz[]) as number,
      count(*) filter (where e.outcome = 'succeeded') as succeeded,
      count(*) filter (where e.outcome = 'refused') as refused
    from audit_entries e
    where ${allOf(conditions)}
    group by 1`.execute(tx)
  return rows
}
