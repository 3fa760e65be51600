import type { AuditRecord } from '#server/kernel/audit-record.ts'
import type { Context } from '#server/kernel/context.ts'

/**
 * Tells what happened; the entry is written at the end of the caller's transaction, with it or not at all.
 * Who did it is the context's actor as of this call, unless the record names another.
 */
export const recordAudit = (ctx: Context, record: AuditRecord): void => {
  ctx.auditRecords.push({ ...record, actor: record.actor ?? ctx.actor })
}
