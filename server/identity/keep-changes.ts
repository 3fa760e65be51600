import { writeAuditRecords } from '#server/audit/write-audit-records.ts'
import type { Context } from '#server/kernel/context.ts'
import type { DomainError } from '#server/kernel/errors.ts'

/** Makes a refusal that commits what was written and recorded so far, such as a counted failed attempt. Throw it. */
export const keepChanges = async (ctx: Context, error: DomainError): Promise<DomainError> => {
  await writeAuditRecords(ctx)
  error.keepsChanges = true
  return error
}
