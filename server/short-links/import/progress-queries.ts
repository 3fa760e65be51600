import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

export interface Counted {
  created: number
  updated: number
  skipped: number
}
export interface FailedRow {
  rowNumber: number
  cells: string[]
  problem: string
}

/** Notes what became of the next rows. */
export const addProgress = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  progress: Counted & { rows: number; failures: readonly FailedRow[] },
): Promise<void> => {
  await sql`
    update link_imports set done_rows = done_rows + ${progress.rows},
      created_count = created_count + ${progress.created}, updated_count = updated_count + ${progress.updated},
      skipped_count = skipped_count + ${progress.skipped}, failed_count = failed_count + ${progress.failures.length}
    where organization_id = ${organizationId} and id = ${id}`.execute(tx)
  if (progress.failures.length === 0) return
  await tx
    .insertInto('link_import_failures')
    .values(
      progress.failures.map(({ rowNumber, cells, problem }) => ({
        organization_id: organizationId,
        import_id: id,
        row_number: rowNumber,
        cells,
        problem,
      })),
    )
    .execute()
}

/** Failed rows after a row number, in order. */
export const listFailures = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  importId: string,
  page: { after: number; limit: number },
): Promise<{ row_number: number; cells: string[]; problem: string }[]> =>
  tx
    .selectFrom('link_import_failures')
    .select(['row_number', 'cells', 'problem'])
    .where('organization_id', '=', organizationId)
    .where('import_id', '=', importId)
    .where('row_number', '>', page.after)
    .orderBy('row_number')
    .limit(page.limit)
    .execute()

/** The first failed rows of some imports. */
export const listFirstFailures = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  importIds: readonly string[],
  limit: number,
): Promise<{ import_id: string; row_number: number; problem: string }[]> => {
  if (importIds.length === 0) return []
  const { rows } = await sql<{ import_id: string; row_number: number; problem: string }>`
    select asked.id as import_id, f.row_number, f.problem
    from unnest(${[...importIds]}::text[]) asked (id)
    cross join lateral (
      select row_number, problem from link_import_failures
      where organization_id = ${organizationId} and import_id = asked.id order by row_number limit ${limit}
    ) f
    order by f.row_number`.execute(tx)
  return rows
}

/** The numbers of all rows that failed. */
export const listFailedRowNumbers = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  importId: string,
): Promise<ReadonlySet<number>> => {
  const rows = await tx
    .selectFrom('link_import_failures')
    .select('row_number')
    .where('organization_id', '=', organizationId)
    .where('import_id', '=', importId)
    .execute()
  return new Set(rows.map((row) => row.row_number))
}

/** Forgets the failed rows of an earlier run. */
export const deleteFailures = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  importId: string,
): Promise<void> => {
  await tx
    .deleteFrom('link_import_failures')
    .where('organization_id', '=', organizationId)
    .where('import_id', '=', importId)
    .execute()
}
