import type { z } from 'zod'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import { importOptions, type linkImport } from '#shared/contract/link-bulk.ts'
import { findImportRow, type ImportRow } from './import-queries.ts'
import { listFirstFailures } from './progress-queries.ts'

export type LinkImport = z.output<typeof linkImport>

const SHOWN_FAILURES = 20
const HIDDEN = '••••••'

/** True when the actor may start the import: the file is there, and it is theirs. */
const isStartable = (ctx: OrganizationContext, row: ImportRow): boolean =>
  can(ctx, 'links.create') &&
  row.has_content &&
  row.status !== 'running' &&
  row.created_by === ctx.actor.id &&
  ctx.actor.kind === 'person'

const sampleOf = ({ sample, columns, mapping }: ImportRow): string[][] =>
  sample.map((cells) =>
    cells.map((cell, index) => (cell !== '' && mapping[columns[index] ?? ''] === 'password' ? HIDDEN : cell)),
  )

/** Imports as the contract shows them. */
export const presentImports = async (
  ctx: OrganizationContext,
  rows: readonly ImportRow[],
): Promise<LinkImport[]> => {
  const failures = await listFirstFailures(
    ctx.tx,
    ctx.organization.id,
    rows.filter((row) => row.failed_count > 0).map((row) => row.id),
    SHOWN_FAILURES,
  )
  return rows.map((row) => {
    const { scopes: _scopes, has_content: _content, created_by_name, ...shown } = row
    return {
      ...shown,
      sample: sampleOf(row),
      options: importOptions.parse(row.options),
      failures: failures
        .filter(({ import_id }) => import_id === row.id)
        .map(({ row_number, problem }) => ({ row_number, problem })),
      created_by: { id: row.created_by, name: created_by_name },
      created_at: row.created_at.toISOString(),
      finished_at: row.finished_at?.toISOString() ?? null,
      can: { start: isStartable(ctx, row), cancel: can(ctx, 'links.create') && row.status === 'running' },
    }
  })
}

/** One import, as it stands now. @throws 404. */
export const presentImport = async (ctx: OrganizationContext, id: string): Promise<LinkImport> => {
  const row = await findImportRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('import')
  const [shown] = await presentImports(ctx, [row])
  if (shown === undefined) throw new Error('one row presents as one import')
  return shown
}
