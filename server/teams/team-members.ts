import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, notFound } from '#server/kernel/errors.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { teamMember as contract } from '#shared/contract/teams.ts'
import { authorizeTeam, findTeam } from './authorize-team.ts'
import { presentTeamMember } from './present-team.ts'
import {
  countTeamOwners,
  deleteTeamMembers,
  findActiveMembers,
  findTeamMemberRow,
  insertTeamMembers,
  type TeamMemberRow,
  updateTeamMemberRole,
} from './team-member-queries.ts'
import type { TeamRole, TeamRow } from './team-queries.ts'

type TeamMember = z.output<typeof contract>

const targetsOf = (row: TeamMemberRow, team: TeamRow) => [
  { type: 'member', id: row.member_id, name: row.name },
  { type: 'team', id: team.id, name: team.name },
]

const authorizeUnderLock = async (ctx: OrganizationContext, teamId: string): Promise<TeamRow> => {
  await authorizeTeam(ctx, teamId)
  await lockOrganization(ctx)
  return authorizeTeam(ctx, teamId)
}

/** @throws 404 for whoever is not in the team. */
const findTeamMember = async (
  ctx: OrganizationContext,
  teamId: string,
  memberId: string,
): Promise<TeamMemberRow> => {
  const row = await findTeamMemberRow(ctx.tx, ctx.organization.id, teamId, memberId)
  if (row === undefined) throw notFound('team member')
  return row
}

/**
 * A team's owners keep at least one among them. Whoever manages all teams may take the last one out: from then on
 * those with `team.manage_teams` run the team, as they do when its last owner leaves the organization.
 * @throws 409 `last_team_owner`.
 */
const keepTeamOwner = async (ctx: OrganizationContext, row: TeamMemberRow): Promise<void> => {
  if (row.role !== 'owner' || !row.is_active || can(ctx, 'team.manage_teams')) return
  if ((await countTeamOwners(ctx.tx, ctx.organization.id, row.team_id)) > 1) return
  throw conflict('last_team_owner', 'Make somebody else an owner of this team first, or ask an admin.')
}

/**
 * Adds an active member of the organization to a team. @throws 404, 403 `permission_denied`, 409 `already_in_team`.
 */
export const addTeamMember = async (
  ctx: OrganizationContext,
  teamId: string,
  input: { member_id: string; role: TeamRole },
): Promise<TeamMember> => {
  const team = await authorizeUnderLock(ctx, teamId)
  const [member] = await findActiveMembers(ctx.tx, ctx.organization.id, [input.member_id])
  if (member === undefined) throw notFound('member')
  const added = await insertTeamMembers(ctx.tx, [
    {
      organization_id: ctx.organization.id,
      team_id: teamId,
      member_id: member.id,
      role: input.role,
      joined_at: ctx.now,
    },
  ])
  if (added.length === 0) throw conflict('already_in_team', `${member.name} is in this team already.`)
  const row = await findTeamMember(ctx, teamId, member.id)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'team.member_added',
    targets: targetsOf(row, team),
    changes: { role: { before: null, after: input.role } },
  })
  return presentTeamMember(row)
}

/** Changes a person's role in a team. @throws 404, 403 `permission_denied`, 409 `last_team_owner`. */
export const changeTeamRole = async (
  ctx: OrganizationContext,
  teamId: string,
  memberId: string,
  role: TeamRole,
): Promise<TeamMember> => {
  const team = await authorizeUnderLock(ctx, teamId)
  const row = await findTeamMember(ctx, teamId, memberId)
  if (row.role === role) return presentTeamMember(row)
  await keepTeamOwner(ctx, row)
  await updateTeamMemberRole(ctx.tx, ctx.organization.id, teamId, memberId, role)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'team.role_changed',
    targets: targetsOf(row, team),
    changes: { role: { before: row.role, after: role } },
  })
  return presentTeamMember({ ...row, role })
}

const isOwnMembership = (ctx: OrganizationContext, memberId: string): boolean =>
  ctx.standing.memberId === memberId && ctx.actor.scopes === null

/**
 * Takes a person out of a team: by who manages it, or the person by leaving. They stay in the organization.
 * @throws 404, 403 `permission_denied`, 409 `last_team_owner`.
 */
export const removeTeamMember = async (
  ctx: OrganizationContext,
  teamId: string,
  memberId: string,
): Promise<{ message: string }> => {
  const isLeaving = isOwnMembership(ctx, memberId)
  const authorizeRemoval = () => (isLeaving ? findTeam(ctx, teamId) : authorizeTeam(ctx, teamId))
  await authorizeRemoval()
  await lockOrganization(ctx)
  const team = await authorizeRemoval()
  const row = await findTeamMember(ctx, teamId, memberId)
  await keepTeamOwner(ctx, row)
  await deleteTeamMembers(ctx.tx, ctx.organization.id, memberId, teamId)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: isLeaving ? 'team.member_left' : 'team.member_removed',
    targets: targetsOf(row, team),
    changes: { role: { before: row.role, after: null } },
  })
  return {
    message: isLeaving
      ? `You left the team ${team.name}.`
      : `${row.name} was removed from the team ${team.name}.`,
  }
}
