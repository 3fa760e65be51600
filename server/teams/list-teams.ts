import type { z } from 'zod'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import type { getTeam as getContract, listTeams as listContract } from '#shared/contract/teams.ts'
import { authorizeTeam, findTeam } from './authorize-team.ts'
import { presentTeam, presentTeamInvitation, presentTeamMember } from './present-team.ts'
import { listTeamInvitationRows } from './team-invitation-queries.ts'
import { listTeamMemberRows } from './team-member-queries.ts'
import { listTeamRows } from './team-queries.ts'

/** Teams by name. @throws 403 `permission_denied` without `team.view`. */
export const listTeams = async (
  ctx: OrganizationContext,
  query: z.output<typeof listContract.query>,
): Promise<RouteResponse<typeof listContract>> => {
  authorize(ctx, 'team.view')
  const { rows, total } = await listTeamRows(ctx.tx, ctx.organization.id, {
    search: query.search ?? '',
    isMine: query.mine === undefined ? null : query.mine === 'true',
    memberId: ctx.standing.memberId,
    page: query.page,
    limit: query.limit,
  })
  return { data: rows.map((row) => presentTeam(ctx, row)), page: query.page, limit: query.limit, total }
}

/** A team with its members, also those who left the organization. @throws 404, 403 without `team.view`. */
export const getTeam = async (
  ctx: OrganizationContext,
  id: string,
): Promise<RouteResponse<typeof getContract>> => {
  authorize(ctx, 'team.view')
  const row = await findTeam(ctx, id)
  const members = await listTeamMemberRows(ctx.tx, ctx.organization.id, id)
  return { ...presentTeam(ctx, row), members: members.map(presentTeamMember) }
}

/** A team's invitations, for who manages it. @throws 404, 403 `permission_denied`. */
export const listTeamInvitations = async (
  ctx: OrganizationContext,
  teamId: string,
): Promise<{ data: ReturnType<typeof presentTeamInvitation>[] }> => {
  await authorizeTeam(ctx, teamId)
  const rows = await listTeamInvitationRows(ctx.tx, ctx.organization.id, teamId)
  return { data: rows.map((row) => presentTeamInvitation(row, ctx.now)) }
}
