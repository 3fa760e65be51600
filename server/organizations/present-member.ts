import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { Member } from '#shared/contract/members.ts'
import type { MemberRow } from './member-queries.ts'
import { permissionsOf } from './permission-sets.ts'
import { isOwner, mayGrant, mayTouch } from './role-guard.ts'

const abilitiesOf = (ctx: OrganizationContext, row: MemberRow): Member['can'] => {
  const role = { key: row.role_key, level: row.level }
  const isOther = row.id !== ctx.standing.memberId
  const isBelow = isOther && mayTouch(ctx, role)
  const power = { level: row.level, permissions: permissionsOf({ ...row, key: row.role_key }) }
  return {
    change_role: row.is_active && isBelow && can(ctx, 'team.change_role'),
    remove: row.is_active && isBelow && can(ctx, 'team.remove'),
    reactivate:
      !row.is_active &&
      !row.is_deleted &&
      can(ctx, 'users.reactivate') &&
      (mayGrant(ctx, power) || isOwner(ctx)),
    make_owner:
      row.is_active && isOther && row.role_key !== 'owner' && isOwner(ctx) && can(ctx, 'team.change_role'),
  }
}

/** A member as others see them; last activity, second factor and why they were removed only with `users.view`. */
export const presentMember = (ctx: OrganizationContext, row: MemberRow): Member => {
  const isSeen = can(ctx, 'users.view') || row.id === ctx.standing.memberId
  return {
    id: row.id,
    user_id: row.user_id,
    name: row.name,
    email: row.email,
    image: row.image,
    role: {
      id: row.role_id,
      key: row.role_key,
      name: row.role_name,
      icon: row.icon,
      color: row.color,
      level: row.level,
      is_system: row.is_system,
    },
    is_owner: row.role_key === 'owner',
    is_you: row.id === ctx.standing.memberId,
    status: row.is_active ? 'active' : 'inactive',
    joined_at: row.joined_at.toISOString(),
    deactivated_at: row.deactivated_at?.toISOString() ?? null,
    deactivation_reason: isSeen ? row.deactivation_reason : null,
    last_active_at: isSeen ? (row.last_active_at?.toISOString() ?? null) : null,
    has_second_factor: isSeen ? row.has_second_factor : null,
    teams: row.teams,
    can: abilitiesOf(ctx, row),
  }
}
