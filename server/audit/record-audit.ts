import type { AuditActor, AuditRecord } from '#server/kernel/audit-record.ts'

/**
 * Tells what happened; the entry is written at the end of the caller's transaction, with it or not at all.
 * Who did it is the context's actor as of this call, unless the record names another.
 */
export const recordAudit = (
  ctx: { actor: AuditActor; auditRecords: AuditRecord[] },
  record: AuditRecord,
): void => {
  ctx.auditRecords.push({ ...record, actor: record.actor ?? ctx.actor })
}
