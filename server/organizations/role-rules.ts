import { brokenConstraint } from '#server/kernel/database/database.ts'
import { conflict, type DomainError, forbidden, invalid } from '#server/kernel/errors.ts'
import {
  OWNER_ONLY_PERMISSIONS,
  type Permission,
  READ_PERMISSIONS,
  SYSTEM_ROLES,
} from '#shared/permissions.ts'
import { isSystemRoleKey } from './permission-sets.ts'

/** What any actor, an owner too, may put into a role. @throws 400 naming the permission and the rule. */
export const assertWithinReason = (roleKey: string, permissions: Iterable<Permission>): void => {
  for (const permission of permissions) {
    if (OWNER_ONLY_PERMISSIONS.has(permission))
      throw invalid('permissions', `${permission} belongs to owners alone`)
    if (roleKey === 'viewer' && !READ_PERMISSIONS.has(permission)) {
      throw invalid(
        'permissions',
        `${permission} does more than look, which is all that the role Viewer may do`,
      )
    }
  }
}

/** True when a system role would hold just what the catalogue gives it. */
export const isCatalogueSet = (roleKey: string, permissions: ReadonlySet<Permission>): boolean => {
  if (!isSystemRoleKey(roleKey)) return false
  const own = SYSTEM_ROLES[roleKey].permissions
  return own.length === permissions.size && own.every((permission) => permissions.has(permission))
}

/** The database's error for a name that another role has, as a rule told to the caller; others as they are. */
export const explainRoleError = (error: unknown, name: string): unknown =>
  brokenConstraint(error) === 'roles_name_key'
    ? conflict('role_name_taken', `There is a role named ${name} already.`, {
        fields: [{ field: 'name', rule: 'must be unique' }],
      })
    : error

/** 403: the owner's role is what it is. */
export const ownerRoleFixed = (): DomainError =>
  forbidden('owner_role_fixed', 'The role Owner holds every permission and can not be changed.')
