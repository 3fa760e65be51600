import { recordAudit } from '#server/audit/record-audit.ts'
import type { AuditRecord } from '#server/kernel/audit-record.ts'
import type { Context } from '#server/kernel/context.ts'
import { createPersonalWorkspace } from '#server/organizations/create-personal-workspace.ts'
import type { AuditAction } from '#shared/audit-actions.ts'

interface Person {
  id: string
  name: string
}

/** Records an act on a person's own account in the log of their personal workspace; changes the tenancy. */
export const recordAccountAudit = async (
  ctx: Context,
  person: Person,
  action: AuditAction,
  extra: Partial<Pick<AuditRecord, 'targets' | 'changes' | 'outcome'>> = {},
): Promise<void> => {
  const organizationId = await createPersonalWorkspace(ctx, person)
  recordAudit(ctx, {
    organizationId,
    action,
    targets: [{ type: 'account', id: person.id, name: person.name }],
    ...extra,
  })
}
