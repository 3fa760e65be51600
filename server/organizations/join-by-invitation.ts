import { recordAudit } from '#server/audit/record-audit.ts'
import { markEmailVerified } from '#server/identity/verify-email.ts'
import type { AccountContext, OrganizationContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import { enforceSeatOfAcceptance } from '#server/plans/enforce-limit.ts'
import { joinTeams, leaveAllTeams } from '#server/teams/join-teams.ts'
import { normalizeEmail } from '#shared/normalize-email.ts'
import {
  closeInvitation,
  findInvitation,
  type InvitationRow,
  listInvitationTeams,
} from './invitation-queries.ts'
import { invitationNotFound, requirePending, statusAt, wrongAccount } from './invitation-status.ts'
import {
  findActiveMemberEmail,
  findMembershipOfUser,
  insertJoinedMember,
  restoreJoinedMember,
} from './joining-queries.ts'
import { lockOrganization } from './lock-organization.ts'
import { openAsInvited } from './open-as-invited.ts'
import { publishMemberEvent } from './publish-member-event.ts'

export interface JoinedOrganization {
  id: string
  name: string
  slug: string
}

/** The pending invitation, read again under the organization's lock: of two clicks the second finds it used. */
const takeInvitation = async (
  ctx: OrganizationContext,
  id: string,
): Promise<InvitationRow & { role_id: string }> => {
  await lockOrganization(ctx)
  const row = await findInvitation(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw invitationNotFound()
  requirePending(statusAt(row, ctx.now), true)
  const { role_id } = row
  if (role_id === null) {
    throw conflict('role_deleted', `The role ${row.role_name} was deleted since; ask for a new invitation.`)
  }
  return { ...row, role_id }
}

/** Adds the person, or brings back the row of a former member, who starts in no team. */
const admit = async (ctx: OrganizationContext, userId: string, roleId: string): Promise<string> => {
  const organizationId = ctx.organization.id
  const former = await findMembershipOfUser(ctx.tx, organizationId, userId)
  if (former?.is_active === true) {
    throw conflict('already_member', `You are a member of ${ctx.organization.name} already.`)
  }
  await enforceSeatOfAcceptance(ctx)
  if (former !== undefined) {
    await leaveAllTeams(ctx, former.id)
    await restoreJoinedMember(ctx.tx, organizationId, former.id, roleId, ctx.now)
    return former.id
  }
  const id = newId('mem')
  await insertJoinedMember(ctx.tx, {
    organization_id: organizationId,
    id,
    user_id: userId,
    role_id: roleId,
    joined_at: ctx.now,
  })
  return id
}

const mailInviter = async (ctx: OrganizationContext, row: InvitationRow): Promise<void> => {
  if (row.invited_by === null) return
  const inviter = await findActiveMemberEmail(ctx.tx, ctx.organization.id, row.invited_by)
  if (inviter === undefined) return
  await sendMail(ctx, {
    to: inviter.email,
    template: 'invitation_accepted',
    data: { organization: ctx.organization.name, member_name: ctx.actor.name, member_email: row.email },
  })
}

/**
 * Makes the actor a member by an invitation that was found by its token or its e-mail.
 * @throws 409 `wrong_account` (the invitation survives), `already_member`, `role_deleted`, or why it can't be used any
 * more; 403 `limit_reached` where the plan has fewer seats than members since; 404 for strangers and ended organizations.
 */
export const joinByInvitation = async (
  ctx: AccountContext,
  found: InvitationRow,
): Promise<JoinedOrganization> => {
  const guest = await openAsInvited(ctx, found.organization_id)
  if (normalizeEmail(ctx.actor.email) !== found.email) {
    requirePending(statusAt(found, ctx.now), false)
    throw wrongAccount(found.email, ctx.actor.email)
  }
  const row = await takeInvitation(guest, found.id)
  const memberId = await admit(guest, ctx.actor.id, row.role_id)
  const organizationId = guest.organization.id
  const teams = await listInvitationTeams(ctx.tx, organizationId, [row.id])
  await joinTeams(guest, memberId, teams)
  await closeInvitation(ctx.tx, organizationId, row.id, {
    status: 'accepted',
    responded_at: ctx.now,
    accepted_by: ctx.actor.id,
  })
  await mailInviter(guest, row)
  await publishMemberEvent(guest, 'member.joined', memberId)
  recordAudit(ctx, {
    organizationId,
    action: 'org.member_joined',
    targets: [
      { type: 'member', id: memberId, name: ctx.actor.name },
      { type: 'invitation', id: row.id, name: row.email },
    ],
    changes: { role: { before: null, after: row.role_name } },
  })
  if (!ctx.actor.isEmailVerified) await markEmailVerified(ctx, ctx.actor)
  return { id: organizationId, name: guest.organization.name, slug: guest.organization.slug }
}
