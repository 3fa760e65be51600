import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, notFound } from '#server/kernel/errors.ts'
import { endImportRow, lockImportRow } from './import-queries.ts'
import { type LinkImport, presentImport } from './present-link-import.ts'

/** Stops an import after the rows that are being imported now; links it made stay. @throws 403, 404, 409 `import_ended`. */
export const cancelLinkImport = async (ctx: OrganizationContext, id: string): Promise<LinkImport> => {
  authorize(ctx, 'links.create')
  const row = await lockImportRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('import')
  if (row.status !== 'running') throw conflict('import_ended', 'This import does not run.')
  await endImportRow(ctx.tx, ctx.organization.id, id, {
    status: 'cancelled',
    problem: null,
    finished_at: ctx.now,
  })
  if (!row.is_dry_run)
    recordAudit(ctx, {
      organizationId: ctx.organization.id,
      action: 'link.import_cancelled',
      targets: [{ type: 'link_import', id, name: row.file_name }],
      changes: { done_rows: { before: null, after: row.done_rows } },
    })
  return presentImport(ctx, id)
}
