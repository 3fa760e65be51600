import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, forbidden, notFound } from '#server/kernel/errors.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { startLinkImport as contract } from '#shared/contract/link-bulk.ts'
import { authorizeImport, settleOptions } from './check-options.ts'
import { hasRunningImport, type ImportRow, lockImportRow, startImportRow } from './import-queries.ts'
import { checkMapping } from './plan-reading.ts'
import { type LinkImport, presentImport } from './present-link-import.ts'
import { deleteFailures } from './progress-queries.ts'
import { requireImporter } from './upload-link-import.ts'

const refuseAnothers = (row: ImportRow, importer: string): void => {
  if (row.created_by !== importer)
    throw forbidden('not_your_import', 'Only the person who uploaded the file can start its import.')
}

const refuseEnded = (row: ImportRow): void => {
  if (row.status === 'running') throw conflict('import_running', 'This import is running already.')
  if (!row.has_content)
    throw conflict('import_ended', 'The file is forgotten: upload it again to import it once more.')
}

/**
 * Starts an import, or a trial run of it; the rows are imported by a job.
 * @throws 400, 404; 403 `permission_denied` with what the import needs; 409 `import_running`, `import_ended`.
 */
export const startLinkImport = async (
  ctx: OrganizationContext,
  id: string,
  input: z.output<typeof contract.body>,
): Promise<LinkImport> => {
  authorize(ctx, 'links.create')
  const importer = requireImporter(ctx)
  await lockOrganization(ctx)
  authorizeImport(ctx, input.mapping, input.options)
  const row = await lockImportRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('import')
  refuseAnothers(row, importer)
  refuseEnded(row)
  checkMapping(row.columns, input.mapping)
  if (await hasRunningImport(ctx.tx, ctx.organization.id))
    throw conflict('import_running', 'Another import of this workspace is running; wait for it or cancel it.')
  const options = await settleOptions(ctx, input.options)
  await deleteFailures(ctx.tx, ctx.organization.id, id)
  await startImportRow(ctx.tx, ctx.organization.id, id, {
    mapping: input.mapping,
    options,
    is_dry_run: input.is_dry_run,
    scopes: ctx.actor.scopes === null ? null : [...ctx.actor.scopes],
    started_at: ctx.now,
  })
  await ctx.runtime.queue.send(ctx, 'import_links', { organization_id: ctx.organization.id, import_id: id })
  if (!input.is_dry_run) recordStart(ctx, row)
  return presentImport(ctx, id)
}

const recordStart = (ctx: OrganizationContext, row: ImportRow): void => {
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'link.import_started',
    targets: [{ type: 'link_import', id: row.id, name: row.file_name }],
    changes: { rows: { before: null, after: row.total_rows }, format: { before: null, after: row.format } },
  })
}
