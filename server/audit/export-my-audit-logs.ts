import type { AccountContext } from '#server/kernel/context.ts'
import { inTransaction, setTenancy } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { StreamedAnswer } from '#server/kernel/streamed-answer.ts'
import { type AuditFilters, parseAuditFilters } from './audit-filters.ts'
import { type ExportInput, exportFileName, recordExport } from './export-audit-logs.ts'
import { CONTENT_TYPES, type ExportFormat, formatEntries } from './format-audit-export.ts'
import { enterPersonalScope, presentOwnEntry } from './list-my-audit-logs.ts'
import {
  listOwnEntries,
  type PersonalCursor,
  type PersonalRow,
  type PersonalScope,
} from './read-audit-queries.ts'

const BATCH = 1000

/** The person's own log, newest first, as a download; itself audited. Membership is read afresh for each batch. */
export const exportMyAuditLogs = async (ctx: AccountContext, input: ExportInput): Promise<StreamedAnswer> => {
  const scope = await enterPersonalScope(ctx)
  recordExport(ctx, { organizationId: scope.workspaceId, name: 'Personal log' }, input)
  const pieces = streamOwnEntries(ctx.runtime, scope, parseAuditFilters(input), input.format)
  return new StreamedAnswer(
    CONTENT_TYPES[input.format],
    exportFileName(ctx, 'personal', input.format),
    pieces,
  )
}

async function* streamOwnEntries(
  runtime: Runtime,
  scope: PersonalScope,
  filters: AuditFilters,
  format: ExportFormat,
): AsyncGenerator<string> {
  let after: PersonalCursor | undefined
  for (;;) {
    const rows = await readBatch(runtime, scope, filters, after)
    const isFirst = after === undefined
    const entries = rows.map((row) => presentOwnEntry(row, scope.workspaceId))
    if (isFirst || rows.length > 0) yield formatEntries(format, entries, isFirst)
    after = rows.at(-1)
    if (after === undefined || rows.length < BATCH) return
  }
}

const readBatch = (
  runtime: Runtime,
  scope: PersonalScope,
  filters: AuditFilters,
  after: PersonalCursor | undefined,
): Promise<PersonalRow[]> =>
  inTransaction(runtime.database, async (tx) => {
    await setTenancy(tx, { organization_id: scope.workspaceId, user_id: scope.userId })
    return listOwnEntries(tx, scope, filters, { limit: BATCH, offset: 0, after })
  })
