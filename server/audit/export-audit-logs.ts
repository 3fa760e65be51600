import { authorize } from '#server/kernel/authorize.ts'
import type { AuthorizedOrganizationId, Context, OrganizationContext } from '#server/kernel/context.ts'
import { inTransaction, setTenancy } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { StreamedAnswer } from '#server/kernel/streamed-answer.ts'
import { requireFeature } from '#server/plans/enforce-limit.ts'
import { type AuditFilterInput, type AuditFilters, parseAuditFilters } from './audit-filters.ts'
import { CONTENT_TYPES, type ExportFormat, formatEntries } from './format-audit-export.ts'
import { presentAuditEntry } from './present-audit-entry.ts'
import { type AuditRow, listEntries, readSpan } from './read-audit-queries.ts'
import { recordAudit } from './record-audit.ts'

const BATCH = 1000

export type ExportInput = AuditFilterInput & { format: ExportFormat }

/** The log that was downloaded, in which format and narrowed to what. */
export const recordExport = (
  ctx: Context,
  log: { organizationId: string; name: string },
  input: ExportInput,
): void => {
  const told = Object.entries(input).filter(([, value]) => value !== undefined && value !== '')
  recordAudit(ctx, {
    organizationId: log.organizationId,
    action: 'audit_log.exported',
    targets: [{ type: 'audit_log', id: log.organizationId, name: log.name }],
    changes: Object.fromEntries(told.map(([name, after]) => [name, { before: null, after }])),
  })
}

export const exportFileName = (ctx: Context, name: string, format: ExportFormat): string =>
  `audit-log-${name}-${ctx.now.toISOString().slice(0, 10)}.${format}`

/**
 * The organization's log as it stands now, newest first, as a download; itself audited.
 * @throws 403 `permission_denied` without `audit_logs.export`, 403 `feature_not_in_plan`.
 */
export const exportAuditLogs = async (
  ctx: OrganizationContext,
  input: ExportInput,
): Promise<StreamedAnswer> => {
  authorize(ctx, 'audit_logs.export')
  requireFeature(ctx, 'audit_log')
  const { id, name, slug } = ctx.organization
  const span = await readSpan(ctx.tx, id)
  recordExport(ctx, { organizationId: id, name }, input)
  const pieces = streamEntries(ctx.runtime, id, {
    filters: parseAuditFilters(input),
    format: input.format,
    upTo: span?.last ?? 0,
  })
  return new StreamedAnswer(CONTENT_TYPES[input.format], exportFileName(ctx, slug, input.format), pieces)
}

/**
 * Reads in batches, each in a short transaction of its own: memory stays flat, no lock and no snapshot is held while
 * the client is slow, and nothing more is read once it is gone.
 */
async function* streamEntries(
  runtime: Runtime,
  organizationId: AuthorizedOrganizationId,
  { filters, format, upTo }: { filters: AuditFilters; format: ExportFormat; upTo: number },
): AsyncGenerator<string> {
  let next = upTo
  let isFirst = true
  for (;;) {
    const rows = await readBatch(runtime, organizationId, filters, next)
    if (isFirst || rows.length > 0) yield formatEntries(format, rows.map(presentAuditEntry), isFirst)
    const last = rows.at(-1)
    if (last === undefined || rows.length < BATCH) return
    next = last.sequence - 1
    isFirst = false
  }
}

const readBatch = (
  runtime: Runtime,
  organizationId: AuthorizedOrganizationId,
  filters: AuditFilters,
  upTo: number,
): Promise<AuditRow[]> =>
  inTransaction(runtime.database, async (tx) => {
    await setTenancy(tx, { organization_id: organizationId })
    return listEntries(tx, organizationId, filters, { limit: BATCH, offset: 0, upTo })
  })
