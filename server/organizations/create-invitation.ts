import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { newId } from '#server/kernel/ids.ts'
import { enforceLimit } from '#server/plans/enforce-limit.ts'
import { authorizeTeams } from '#server/teams/authorize-team.ts'
import type { createInvitation as contract } from '#shared/contract/invitations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { authorizeInvite } from './authorize-invite.ts'
import { linkForInviter, newInvitationLink } from './invitation-link.ts'
import {
  findInvitation,
  hasPendingInvitation,
  insertInvitation,
  settleExpiredInvitations,
} from './invitation-queries.ts'
import type { JoinableRole } from './joining-queries.ts'
import { lockOrganization } from './lock-organization.ts'
import { presentInvitation } from './present-invitation.ts'
import { findGrantableRole, invitationExists, mailInvitation, refuseMember } from './send-invitation.ts'

type Sent = RouteResponse<typeof contract>
export type InvitationTerms = Omit<z.output<typeof contract.body>, 'email'>

/**
 * Takes the lock and checks what all invitations of one call share; answers the role to invite with.
 * @throws 403 of authorizeInvite and of the role guard; 404 for roles and teams of other organizations.
 */
export const prepareInvitations = async (
  ctx: OrganizationContext,
  terms: InvitationTerms,
): Promise<JoinableRole> => {
  authorizeInvite(ctx)
  await lockOrganization(ctx)
  authorizeInvite(ctx)
  const role = await findGrantableRole(ctx, terms.role_id)
  await authorizeTeams(ctx, terms.team_ids)
  return role
}

/**
 * Invites one e-mail, after prepareInvitations. Every check comes before the first write.
 * @throws 409 `already_member`, 409 `invitation_exists`, 403 `limit_reached`.
 */
export const inviteEmail = async (
  ctx: OrganizationContext,
  email: string,
  role: JoinableRole,
  terms: InvitationTerms,
): Promise<Sent> => {
  const organizationId = ctx.organization.id
  await refuseMember(ctx, email)
  await settleExpiredInvitations(ctx.tx, organizationId, email, ctx.now)
  if (await hasPendingInvitation(ctx.tx, organizationId, email)) throw invitationExists(email)
  await enforceLimit(ctx, 'members')
  await enforceLimit(ctx, 'monthly_invitations')

  const link = newInvitationLink(ctx)
  const id = newId('inv')
  const made = {
    organization_id: organizationId,
    id,
    email,
    role_id: role.id,
    role_name: role.name,
    message: terms.message,
    token_hash: link.tokenHash,
    invited_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    invited_by_name: ctx.actor.name,
    now: ctx.now,
    expires_at: link.expiresAt,
  }
  await insertInvitation(ctx.tx, made, [...new Set(terms.team_ids)])
  await mailInvitation(ctx, made, link)
  recordAudit(ctx, {
    organizationId,
    action: 'org.member_invited',
    targets: [{ type: 'invitation', id, name: email }],
    changes: { role: { before: null, after: role.name } },
  })
  const row = await findInvitation(ctx.tx, organizationId, id)
  if (row === undefined) throw new Error('an invitation just made is there')
  return { ...(await presentInvitation(ctx, row)), accept_url: linkForInviter(ctx, link) }
}

/**
 * Invites a person by e-mail, with a role below the actor's own.
 * @throws 403, 404 and 409 as prepareInvitations and inviteEmail.
 */
export const createInvitation = async (
  ctx: OrganizationContext,
  { email, ...terms }: z.output<typeof contract.body>,
): Promise<Sent> => inviteEmail(ctx, email, await prepareInvitations(ctx, terms), terms)
