import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { hasFeature } from '#server/plans/find-plan.ts'
import type { Role } from '#shared/contract/roles.ts'
import { reachOfInvitations } from './authorize-invite.ts'
import type { FoundRole } from './find-role.ts'
import { inCatalogueOrder } from './permission-sets.ts'
import { mayGrant } from './role-guard.ts'

const abilitiesOf = (ctx: OrganizationContext, role: FoundRole): Role['can'] => {
  const isBelow = mayGrant(ctx, role)
  const isMine = role.id === ctx.standing.roleId
  const mayManage = isBelow && !isMine && can(ctx, 'team.manage_permissions')
  const update = mayManage && hasFeature(ctx.runtime.plans, ctx.organization.plan, 'custom_roles')
  const isUnused = role.member_count === 0 && role.invitation_count === 0
  return {
    update,
    update_details: update && !role.is_system,
    delete: mayManage && !role.is_system && isUnused,
    assign: isBelow && (can(ctx, 'team.change_role') || reachOfInvitations(ctx) !== null),
  }
}

/** A role with its permissions in the catalogue's order, and what the actor may do with it. */
export const presentRole = (ctx: OrganizationContext, role: FoundRole): Role => ({
  id: role.id,
  key: role.key,
  name: role.name,
  description: role.description,
  icon: role.icon,
  color: role.color,
  level: role.level,
  is_system: role.is_system,
  member_count: role.member_count,
  invitation_count: role.invitation_count,
  permissions: inCatalogueOrder(role.permissions),
  created_at: role.created_at.toISOString(),
  updated_at: role.updated_at.toISOString(),
  can: abilitiesOf(ctx, role),
})
