import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { requireFeature } from '#server/plans/enforce-limit.ts'
import type { createRole as contract, Role } from '#shared/contract/roles.ts'
import type { RouteInput } from '#shared/contract/route.ts'
import { findRole } from './find-role.ts'
import { lockOrganization } from './lock-organization.ts'
import { randomEnding, toSlugText } from './make-slug.ts'
import { inCatalogueOrder } from './permission-sets.ts'
import { presentRole } from './present-role.ts'
import { assertMayGrant } from './role-guard.ts'
import { insertRole, listRoleRows } from './role-queries.ts'
import { assertWithinReason, explainRoleError } from './role-rules.ts'

const MAX_ROLES = 100
const MAX_KEY = 40
/** Standings that are no roles have these keys. */
const KEPT_KEYS = ['operator', 'service_key', 'leaving', 'invited', 'system']

/** A key that no other role has, from the name: `marketing-manager`. */
const chooseKey = (name: string, taken: readonly string[]): string => {
  const key = toSlugText(name, MAX_KEY) || 'role'
  return taken.includes(key) || KEPT_KEYS.includes(key) ? `${key}-${randomEnding()}` : key
}

const authorizeCreation = (ctx: OrganizationContext): void => {
  authorize(ctx, 'team.manage_permissions')
  requireFeature(ctx, 'custom_roles')
}

/**
 * Makes a custom role, below the actor's level and of permissions that the actor holds.
 * @throws 403 `feature_not_in_plan` and those of the role guard; 400 for what only owners hold;
 * 409 `role_name_taken`, `too_many_roles`.
 */
export const createRole = async (
  ctx: OrganizationContext,
  input: RouteInput<typeof contract>['body'],
): Promise<Role> => {
  authorizeCreation(ctx)
  await lockOrganization(ctx)
  authorizeCreation(ctx)
  const permissions = new Set(input.permissions)
  assertWithinReason('', permissions)
  assertMayGrant(ctx, { level: input.level, permissions })
  const keys = (await listRoleRows(ctx.tx, ctx.organization.id, ctx.now)).map((role) => role.key)
  if (keys.length >= MAX_ROLES)
    throw conflict('too_many_roles', `An organization has at most ${MAX_ROLES} roles.`)
  const id = newId('role')
  const made = { ...input, permissions: inCatalogueOrder(permissions) }
  try {
    await insertRole(ctx.tx, ctx.organization.id, {
      ...made,
      id,
      key: chooseKey(input.name, keys),
      now: ctx.now,
    })
  } catch (error) {
    throw explainRoleError(error, input.name)
  }
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'role.created',
    targets: [{ type: 'role', id, name: input.name }],
    changes: {
      level: { before: null, after: input.level },
      permissions: { before: null, after: made.permissions },
    },
  })
  return presentRole(ctx, await findRole(ctx, id))
}
