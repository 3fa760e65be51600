import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, forbidden } from '#server/kernel/errors.ts'
import { findRole, findRoleByKey } from './find-role.ts'
import { lockOrganization } from './lock-organization.ts'
import { assertMayGrant } from './role-guard.ts'
import { deleteRoleRow } from './role-queries.ts'

/**
 * Deletes a custom role that nobody holds; removed members who had it would come back as VIEWER.
 * @throws 403 `system_role_fixed` and those of the role guard; 409 `role_in_use`; 404.
 */
export const deleteRole = async (ctx: OrganizationContext, roleId: string): Promise<{ message: string }> => {
  authorize(ctx, 'team.manage_permissions')
  await lockOrganization(ctx)
  authorize(ctx, 'team.manage_permissions')
  const role = await findRole(ctx, roleId)
  if (role.is_system) throw forbidden('system_role_fixed', 'A system role can not be deleted.')
  assertMayGrant(ctx, role)
  if (role.member_count > 0 || role.invitation_count > 0) {
    throw conflict('role_in_use', 'Members or pending invitations have this role: give them another first.', {
      members: role.member_count,
      pending_invitations: role.invitation_count,
    })
  }
  const viewer = await findRoleByKey(ctx, 'viewer')
  await deleteRoleRow(ctx.tx, ctx.organization.id, role.id, viewer.id)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'role.deleted',
    targets: [{ type: 'role', id: role.id, name: role.name }],
    changes: { name: { before: role.name, after: null }, level: { before: role.level, after: null } },
  })
  return { message: `The role ${role.name} was deleted` }
}
