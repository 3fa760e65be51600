import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import type { Permission } from '#shared/permissions.ts'
import { permissionsOf } from './permission-sets.ts'
import { type RoleRow, readRole, readRoleByKey } from './role-queries.ts'

/** A role of the organization with what it really allows. */
export interface FoundRole extends Omit<RoleRow, 'permissions'> {
  permissions: ReadonlySet<Permission>
}

export const toFoundRole = (row: RoleRow): FoundRole => ({ ...row, permissions: permissionsOf(row) })

/** A role by its id; read it under the organization's lock before handing it out. @throws 404. */
export const findRole = async (ctx: OrganizationContext, roleId: string): Promise<FoundRole> => {
  const row = await readRole(ctx.tx, ctx.organization.id, roleId, ctx.now)
  if (row === undefined) throw notFound('role')
  return toFoundRole(row)
}

/** A role by its key, as `owner`. @throws 404. */
export const findRoleByKey = async (ctx: OrganizationContext, key: string): Promise<FoundRole> => {
  const row = await readRoleByKey(ctx.tx, ctx.organization.id, key, ctx.now)
  if (row === undefined) throw notFound('role')
  return toFoundRole(row)
}
