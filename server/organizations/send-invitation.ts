import { findAccountByEmail } from '#server/identity/find-account.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, notFound } from '#server/kernel/errors.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import type { InvitationLink } from './invitation-link.ts'
import { hasActiveMemberWithEmail, type JoinableRole, listRolesByIds } from './joining-queries.ts'
import { permissionsOf } from './permission-sets.ts'
import { assertMayGrant } from './role-guard.ts'

/**
 * The role to invite with, which the actor may hand out. Call under the organization's lock.
 * @throws 404 for a role of another organization, 403 `role_not_below_yours`, 403 `permissions_beyond_yours`.
 */
export const findGrantableRole = async (ctx: OrganizationContext, roleId: string): Promise<JoinableRole> => {
  const [role] = await listRolesByIds(ctx.tx, ctx.organization.id, [roleId])
  if (role === undefined) throw notFound('role')
  assertMayGrant(ctx, { level: role.level, permissions: permissionsOf(role) })
  return role
}

/** @throws 409 `already_member`. */
export const refuseMember = async (ctx: OrganizationContext, email: string): Promise<void> => {
  if (await hasActiveMemberWithEmail(ctx.tx, ctx.organization.id, email)) {
    throw conflict('already_member', `${email} is a member already.`, { email })
  }
}

/** Seed 003's words. */
export const invitationExists = (email: string) =>
  conflict('invitation_exists', 'Invitation already sent to this email', { email })

/** Mails the invitation with its link, in the actor's name. */
export const mailInvitation = async (
  ctx: OrganizationContext,
  invitation: { email: string; role_name: string; message: string },
  link: InvitationLink,
): Promise<void> =>
  sendMail(ctx, {
    to: invitation.email,
    template: 'invitation',
    data: {
      organization: ctx.organization.name,
      inviter: ctx.actor.name,
      role: invitation.role_name,
      message: invitation.message === '' ? null : invitation.message,
      url: link.url,
      expires_at: link.expiresAt,
      has_account: (await findAccountByEmail(ctx, invitation.email)) !== undefined,
    },
  })
