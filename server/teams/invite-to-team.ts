import { recordAudit } from '#server/audit/record-audit.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, notFound } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import {
  type InvitationLink,
  linkForInviter,
  newInvitationLink,
} from '#server/organizations/invitation-link.ts'
import { statusAt } from '#server/organizations/invitation-status.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import type {
  inviteToTeam as contract,
  resendTeamInvitation as resendContract,
} from '#shared/contract/teams.ts'
import { authorizeTeam } from './authorize-team.ts'
import { presentTeamInvitation } from './present-team.ts'
import {
  findPendingTeamInvitation,
  findTeamInvitationRow,
  insertTeamInvitation,
  type TeamInvitationRow,
  updateTeamInvitation,
} from './team-invitation-queries.ts'
import { findActiveMembers, findTeamMemberRow } from './team-member-queries.ts'
import type { TeamRole, TeamRow } from './team-queries.ts'

/** @throws 409 `already_in_team`. */
const refuseTeamMember = async (
  ctx: OrganizationContext,
  teamId: string,
  memberId: string,
): Promise<void> => {
  const row = await findTeamMemberRow(ctx.tx, ctx.organization.id, teamId, memberId)
  if (row !== undefined) throw conflict('already_in_team', `${row.name} is in this team already.`)
}

/** One pending invitation per team and member; one whose time is over makes room. @throws 409 `invitation_exists`. */
const makeRoom = async (ctx: OrganizationContext, teamId: string, memberId: string): Promise<void> => {
  const pending = await findPendingTeamInvitation(ctx.tx, ctx.organization.id, teamId, memberId)
  if (pending === undefined) return
  if (pending.expires_at > ctx.now)
    throw conflict('invitation_exists', 'Invitation already sent to this member')
  await updateTeamInvitation(ctx.tx, ctx.organization.id, pending.id, { status: 'expired' })
}

/** Mails the link, notes it, and answers the invitation as it stands now. */
const finishSending = async (
  ctx: OrganizationContext,
  id: string,
  link: InvitationLink,
  action: 'team.member_invited' | 'team.invitation_resent',
): Promise<RouteResponse<typeof contract>> => {
  const row = await findTeamInvitationRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw new Error('an invitation just written is there')
  await sendMail(ctx, {
    to: row.email,
    template: 'team_invitation',
    data: {
      organization: ctx.organization.name,
      team: row.team_name,
      inviter: ctx.actor.name,
      url: link.url,
      expires_at: link.expiresAt,
    },
  })
  recordAudit(ctx, { organizationId: ctx.organization.id, action, targets: targetsOf(row) })
  return { ...presentTeamInvitation(row, ctx.now), accept_url: linkForInviter(ctx, link) }
}

/** What audit entries about a team invitation point at. */
export const targetsOf = (row: TeamInvitationRow) => [
  { type: 'member', id: row.member_id, name: row.name },
  { type: 'team', id: row.team_id, name: row.team_name },
]

const authorizeUnderLock = async (ctx: OrganizationContext, teamId: string): Promise<TeamRow> => {
  await authorizeTeam(ctx, teamId)
  await lockOrganization(ctx)
  return authorizeTeam(ctx, teamId)
}

/**
 * Invites an active member of the organization to a team: by its OWNER or an admin.
 * @throws 404, 403 `permission_denied`, 409 `already_in_team`, 409 `invitation_exists`.
 */
export const inviteToTeam = async (
  ctx: OrganizationContext,
  teamId: string,
  input: { member_id: string; role: TeamRole },
): Promise<RouteResponse<typeof contract>> => {
  await authorizeUnderLock(ctx, teamId)
  const [member] = await findActiveMembers(ctx.tx, ctx.organization.id, [input.member_id])
  if (member === undefined) throw notFound('member')
  await refuseTeamMember(ctx, teamId, member.id)
  await makeRoom(ctx, teamId, member.id)
  const link = newInvitationLink(ctx)
  const id = newId('tinv')
  await insertTeamInvitation(ctx.tx, {
    organization_id: ctx.organization.id,
    id,
    team_id: teamId,
    member_id: member.id,
    role: input.role,
    token_hash: link.tokenHash,
    invited_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    invited_by_name: ctx.actor.name,
    created_at: ctx.now,
    expires_at: link.expiresAt,
  })
  return finishSending(ctx, id, link, 'team.member_invited')
}

/** An invitation of this team. @throws 404. */
const findTeamInvitation = async (
  ctx: OrganizationContext,
  teamId: string,
  id: string,
): Promise<TeamInvitationRow> => {
  const row = await findTeamInvitationRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined || row.team_id !== teamId) throw notFound('invitation')
  return row
}

/**
 * Sends a pending or expired team invitation again: a new link, the old one is dead, seven days start anew.
 * @throws 404, 403 `permission_denied`, 409 `invitation_not_pending`, `already_in_team`, `invitation_exists`.
 */
export const resendTeamInvitation = async (
  ctx: OrganizationContext,
  teamId: string,
  id: string,
): Promise<RouteResponse<typeof resendContract>> => {
  await authorizeUnderLock(ctx, teamId)
  const row = await findTeamInvitation(ctx, teamId, id)
  const status = statusAt(row, ctx.now)
  if (status !== 'pending' && status !== 'expired') {
    throw conflict('invitation_not_pending', `This invitation is ${status}; send a new one.`, { status })
  }
  if (!row.is_member_active) throw notFound('member')
  await refuseTeamMember(ctx, teamId, row.member_id)
  if (status === 'expired') await makeRoom(ctx, teamId, row.member_id)
  const link = newInvitationLink(ctx)
  await updateTeamInvitation(ctx.tx, ctx.organization.id, id, {
    status: 'pending',
    token_hash: link.tokenHash,
    sent_at: ctx.now,
    expires_at: link.expiresAt,
  })
  return finishSending(ctx, id, link, 'team.invitation_resent')
}

/** Cancels a pending team invitation; its link ends at once. @throws 404, 403, 409 `invitation_not_pending`. */
export const cancelTeamInvitation = async (
  ctx: OrganizationContext,
  teamId: string,
  id: string,
): Promise<ReturnType<typeof presentTeamInvitation>> => {
  await authorizeUnderLock(ctx, teamId)
  const row = await findTeamInvitation(ctx, teamId, id)
  const status = statusAt(row, ctx.now)
  if (status !== 'pending')
    throw conflict('invitation_not_pending', `This invitation is ${status} already.`, { status })
  const set = { status: 'cancelled' as const, responded_at: ctx.now }
  await updateTeamInvitation(ctx.tx, ctx.organization.id, id, set)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'team.invitation_cancelled',
    targets: targetsOf(row),
  })
  return presentTeamInvitation({ ...row, status: 'cancelled' }, ctx.now)
}
