import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { lockDeleted, unmarkDeleted } from './purge-queries.ts'

/**
 * Takes back a deletion within its grace period: members are where they were. For operators.
 * @throws 409 `not_deleted`.
 */
export const restoreOrganization = async (ctx: OrganizationContext): Promise<void> => {
  authorize(ctx, 'organization.delete')
  const { id } = ctx.organization
  const restored = await lockDeleted(ctx.tx, id)
  if (restored === undefined) throw conflict('not_deleted', 'This organization is not deleted.')
  await unmarkDeleted(ctx.tx, id, ctx.now)
  recordAudit(ctx, {
    organizationId: id,
    action: 'org.restored',
    targets: [{ type: 'organization', id, name: restored.name }],
  })
}
