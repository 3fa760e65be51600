import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { forbidden } from '#server/kernel/errors.ts'
import { requireFeature } from '#server/plans/enforce-limit.ts'
import type { updateRole as contract, Role } from '#shared/contract/roles.ts'
import type { RouteInput } from '#shared/contract/route.ts'
import type { Permission } from '#shared/permissions.ts'
import { type FoundRole, findRole } from './find-role.ts'
import { lockOrganization } from './lock-organization.ts'
import { inCatalogueOrder } from './permission-sets.ts'
import { presentRole } from './present-role.ts'
import { assertMayGrant } from './role-guard.ts'
import { type RoleValues, updateRoleRow } from './role-queries.ts'
import { assertWithinReason, explainRoleError, isCatalogueSet, ownerRoleFixed } from './role-rules.ts'

type Input = RouteInput<typeof contract>['body']
type Details = Omit<RoleValues, 'permissions'>
type Changes = Record<string, { before: unknown; after: unknown }>

const DETAILS = ['name', 'description', 'icon', 'color', 'level'] as const

const authorizeEdit = (ctx: OrganizationContext): void => {
  authorize(ctx, 'team.manage_permissions')
  requireFeature(ctx, 'custom_roles')
}

/** One's own role, the owner's, and roles that outrank the actor stay as they are. */
const refuseTarget = (ctx: OrganizationContext, role: FoundRole): void => {
  if (role.key === 'owner' && role.is_system) throw ownerRoleFixed()
  if (role.id === ctx.standing.roleId) throw forbidden('own_role', 'You can not edit the role that you have.')
  assertMayGrant(ctx, role)
}

/** Details that really change. @throws 403 `system_role_fixed` for any of a system role. */
const changedDetails = (role: FoundRole, input: Input): Partial<Details> => {
  const changed = DETAILS.filter((field) => input[field] !== undefined && input[field] !== role[field])
  const [first] = changed
  if (role.is_system && first !== undefined) {
    throw forbidden(
      'system_role_fixed',
      `The ${first} of a system role is fixed; only its permissions change.`,
      {
        field: first,
      },
    )
  }
  return Object.fromEntries(changed.map((field) => [field, input[field]]))
}

const without = (set: ReadonlySet<Permission>, other: ReadonlySet<Permission>): Permission[] =>
  inCatalogueOrder(new Set([...set].filter((permission) => !other.has(permission))))

const describeChanges = (
  role: FoundRole,
  details: Partial<Details>,
  permissions: ReadonlySet<Permission>,
): Changes => {
  const added = without(permissions, role.permissions)
  const removed = without(role.permissions, permissions)
  return {
    ...Object.fromEntries(
      Object.entries(details).map(([field, after]) => [
        field,
        { before: role[field as keyof Details], after },
      ]),
    ),
    ...(added.length === 0 ? {} : { permissions_added: { before: null, after: added } }),
    ...(removed.length === 0 ? {} : { permissions_removed: { before: removed, after: null } }),
  }
}

const write = async (
  ctx: OrganizationContext,
  role: FoundRole,
  details: Partial<Details>,
  permissions: ReadonlySet<Permission>,
): Promise<void> => {
  // A system role that holds the catalogue's set again follows the catalogue again.
  const stored = isCatalogueSet(role.key, permissions) ? null : inCatalogueOrder(permissions)
  try {
    await updateRoleRow(ctx.tx, ctx.organization.id, role.id, { ...details, permissions: stored }, ctx.now)
  } catch (error) {
    throw explainRoleError(error, details.name ?? role.name)
  }
}

/**
 * Edits a role: all of a custom one, only the permissions of ADMIN, MEMBER and VIEWER. Both what it was and what it
 * becomes must be the actor's to hand out, so nothing is added or taken that the actor does not hold.
 * @throws 403 `own_role`, `owner_role_fixed`, `system_role_fixed`, those of the role guard, `feature_not_in_plan`;
 * 400 beyond reason; 409 `role_name_taken`; 404.
 */
export const updateRole = async (
  ctx: OrganizationContext,
  input: { roleId: string; changes: Input },
): Promise<Role> => {
  authorizeEdit(ctx)
  await lockOrganization(ctx)
  authorizeEdit(ctx)
  const role = await findRole(ctx, input.roleId)
  refuseTarget(ctx, role)
  const details = changedDetails(role, input.changes)
  const permissions =
    input.changes.permissions === undefined ? role.permissions : new Set(input.changes.permissions)
  assertWithinReason(role.is_system ? role.key : '', permissions)
  assertMayGrant(ctx, { level: details.level ?? role.level, permissions })
  const changes = describeChanges(role, details, permissions)
  if (Object.keys(changes).length === 0) return presentRole(ctx, role)
  await write(ctx, role, details, permissions)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'role.updated',
    targets: [{ type: 'role', id: role.id, name: role.name }],
    changes,
  })
  return presentRole(ctx, await findRole(ctx, role.id))
}
