import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { listRoles as contract, listPermissions as permissionsContract } from '#shared/contract/roles.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { isPermission, OWNER_ONLY_PERMISSIONS, PERMISSION_CATALOGUE } from '#shared/permissions.ts'
import { toFoundRole } from './find-role.ts'
import { presentRole } from './present-role.ts'
import { listRoleRows } from './role-queries.ts'

/** Every role of the organization, the highest first. */
export const listRoles = async (ctx: OrganizationContext): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'team.view')
  const rows = await listRoleRows(ctx.tx, ctx.organization.id, ctx.now)
  return { data: rows.map((row) => presentRole(ctx, toFoundRole(row))) }
}

/** The catalogue of permissions by category. */
export const listPermissions = (): RouteResponse<typeof permissionsContract> => ({
  data: Object.entries(PERMISSION_CATALOGUE).map(([category, { description, permissions }]) => ({
    category,
    description,
    permissions: Object.entries(permissions).map(([action, text]) => {
      const name = `${category}.${action}`
      return {
        name,
        description: text,
        is_owner_only: isPermission(name) && OWNER_ONLY_PERMISSIONS.has(name),
      }
    }),
  })),
})
