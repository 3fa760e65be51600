import type { Permission } from '#shared/permissions.ts'
import type { OrganizationContext } from './context.ts'
import { notFound, permissionDenied } from './errors.ts'

/** True when the actor holds the permission in this organization. */
export const can = (ctx: Pick<OrganizationContext, 'standing'>, permission: Permission): boolean =>
  ctx.standing.permissions.has(permission)

/**
 * First line of each mutating verb: throws 403 `permission_denied` with the permission's name,
 * and 404 for a record of another organization.
 */
export const authorize = (
  ctx: Pick<OrganizationContext, 'standing' | 'organization'>,
  permission: Permission,
  record?: { organization_id: string },
): void => {
  if (record !== undefined && record.organization_id !== ctx.organization.id) throw notFound('record')
  if (!ctx.standing.permissions.has(permission)) throw permissionDenied(permission)
}
