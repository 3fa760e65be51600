import type { OrganizationContext, Standing } from '#server/kernel/context.ts'
import { forbidden } from '#server/kernel/errors.ts'
import type { Permission } from '#shared/permissions.ts'

/** What is handed out: a role, or a key with its scopes. */
export interface Power {
  level: number
  permissions: ReadonlySet<Permission>
}

type Actor = Pick<OrganizationContext, 'standing'>

const missing = (standing: Standing, permissions: Iterable<Permission>): Permission[] =>
  [...permissions].filter((permission) => !standing.permissions.has(permission))

/** True when the actor may hand this power out: below their own level, and nothing that they lack. */
export const mayGrant = ({ standing }: Actor, power: Power): boolean => {
  if (power.level >= standing.level) return false
  for (const permission of power.permissions) if (!standing.permissions.has(permission)) return false
  return true
}

/**
 * The one guard of every path that hands out power: assign, invite, resend, create or edit a role, reactivate, make a
 * key, map a group. Call it under the organization's lock.
 * @throws 403 `role_not_below_yours`, 403 `permissions_beyond_yours` naming them.
 */
export const assertMayGrant = ({ standing }: Actor, power: Power): void => {
  if (power.level >= standing.level) {
    throw forbidden('role_not_below_yours', 'You can only hand out roles below your own level.', {
      level: power.level,
      your_level: standing.level,
    })
  }
  assertHolds({ standing }, power.permissions)
}

/** @throws 403 `permissions_beyond_yours` naming those that the actor lacks. */
const assertHolds = ({ standing }: Actor, permissions: Iterable<Permission>): void => {
  const beyond = missing(standing, permissions)
  if (beyond.length === 0) return
  throw forbidden('permissions_beyond_yours', `You do not hold ${beyond.join(', ')} yourself.`, {
    permissions: beyond,
  })
}

/** An owner in person or with a key that may hand ownership over; operators do not own. */
export const isOwner = ({ standing }: Actor): boolean =>
  standing.roleKey === 'owner' &&
  standing.memberId !== null &&
  standing.permissions.has('organization.transfer')

/** True when the actor may change or remove a holder of such a role: lower in level, or owner among owners. */
export const mayTouch = (actor: Actor, role: { key: string; level: number }): boolean =>
  role.level < actor.standing.level || (role.key === 'owner' && isOwner(actor))

/** @throws 403 `member_not_below_you` when the member's level is equal or higher. */
export const assertMayTouch = (actor: Actor, role: { key: string; level: number }): void => {
  if (mayTouch(actor, role)) return
  throw forbidden('member_not_below_you', 'You can only change members below your own level.', {
    level: role.level,
    your_level: actor.standing.level,
  })
}
