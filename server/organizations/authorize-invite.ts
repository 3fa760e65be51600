import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { forbidden, permissionDenied } from '#server/kernel/errors.ts'

/** Whose invitations an actor sees and manages. */
export type InvitationReach = 'all' | 'own'

/** What the actor may do with invitations: all with `team.invite`, their own where MEMBERs may invite, else null. */
export const reachOfInvitations = (ctx: OrganizationContext): InvitationReach | null => {
  if (can(ctx, 'team.invite')) return 'all'
  // A key's scopes name what it may do; the setting gives its person more, never a scoped key.
  const isMemberInPerson = ctx.standing.roleKey === 'member' && ctx.actor.scopes === null
  return isMemberInPerson && ctx.organization.settings.allowMembersToInvite === true ? 'own' : null
}

/** @throws 403 `permission_denied` without `team.invite`, where `allowMembersToInvite` gives it neither. */
export const authorizeInvitations = (ctx: OrganizationContext): InvitationReach => {
  const reach = reachOfInvitations(ctx)
  if (reach === null) throw permissionDenied('team.invite')
  return reach
}

/**
 * First line of what sends invitations.
 * @throws 403 `permission_denied`, `personal_workspace`, or `email_unverified` (mails go out in the inviter's name).
 */
export const authorizeInvite = (ctx: OrganizationContext): InvitationReach => {
  const reach = authorizeInvitations(ctx)
  if (ctx.organization.kind === 'personal') {
    throw forbidden(
      'personal_workspace',
      'Nobody can be invited into a personal workspace; create an organization.',
    )
  }
  if (ctx.actor.kind === 'person' && !ctx.actor.isEmailVerified) {
    throw forbidden('email_unverified', 'Verify your own e-mail before you invite people.')
  }
  return reach
}
