import { authorize } from '#server/kernel/authorize.ts'
import type { AuthorizedOrganizationId, OrganizationContext } from '#server/kernel/context.ts'
import { inTransaction, setTenancy } from '#server/kernel/database/database.ts'
import { notFound } from '#server/kernel/errors.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { StreamedAnswer } from '#server/kernel/streamed-answer.ts'
import { CSV_TYPE, writeCsv } from '#server/short-links/export/write-csv.ts'
import { findImportRow } from './import-queries.ts'
import { PROBLEM_COLUMN, ROW_COLUMN } from './plan-reading.ts'
import { listFailures } from './progress-queries.ts'

const PAGE = 1000

/** The rows that failed, with their number and problem, as a file that can be mended and uploaded again. @throws 403, 404. */
export const exportFailedRows = async (ctx: OrganizationContext, id: string): Promise<StreamedAnswer> => {
  authorize(ctx, 'links.create')
  const row = await findImportRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('import')
  const name = `failed-rows-${row.file_name.replace(/\.[^.]*$/, '')}.csv`
  return new StreamedAnswer(CSV_TYPE, name, streamFailures(ctx.runtime, ctx.organization.id, row))
}

/** A file of failed rows that was uploaded again has the added columns already: those of this import replace them. */
const keptColumns = (columns: readonly string[]): { name: string; index: number }[] =>
  columns
    .map((name, index) => ({ name, index }))
    .filter(({ name }) => name !== ROW_COLUMN && name !== PROBLEM_COLUMN)

async function* streamFailures(
  runtime: Runtime,
  organizationId: AuthorizedOrganizationId,
  { id, columns }: { id: string; columns: readonly string[] },
): AsyncGenerator<string> {
  const kept = keptColumns(columns)
  yield writeCsv([[...kept.map(({ name }) => name), ROW_COLUMN, PROBLEM_COLUMN]])
  for (let after = 0; ; ) {
    const page = { after, limit: PAGE }
    const rows = await inTransaction(runtime.database, async (tx) => {
      await setTenancy(tx, { organization_id: organizationId })
      return listFailures(tx, organizationId, id, page)
    })
    if (rows.length > 0)
      yield writeCsv(
        rows.map(({ cells, row_number, problem }) => [
          ...kept.map(({ index }) => cells[index] ?? ''),
          row_number,
          problem,
        ]),
      )
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.row_number
  }
}
