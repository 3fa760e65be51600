import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { eraseOrganization, findStandingWorkspace, lockDeleted } from './purge-queries.ts'

/** The organization's own log is gone with it: whoever deleted it finds the entry in their personal one. */
const record = async (
  ctx: OrganizationContext,
  purged: { name: string; deleted_by: string | null },
): Promise<void> => {
  if (purged.deleted_by === null) return
  const home = await findStandingWorkspace(ctx.tx, purged.deleted_by)
  if (home === undefined) return
  recordAudit(ctx, {
    organizationId: home,
    action: 'org.purged',
    targets: [{ type: 'organization', id: ctx.organization.id, name: purged.name }],
  })
}

/**
 * Erases a deleted organization for good: rows, audit log and all. Needs the owner's database connection.
 * @throws 409 `not_deleted` for one that is in use.
 */
export const purgeOrganization = async (ctx: OrganizationContext): Promise<void> => {
  authorize(ctx, 'organization.delete')
  const purged = await lockDeleted(ctx.tx, ctx.organization.id)
  if (purged === undefined) throw conflict('not_deleted', 'Only a deleted organization is purged.')
  await eraseOrganization(ctx.tx, ctx.organization.id)
  await record(ctx, purged)
}
