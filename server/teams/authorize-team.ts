import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound, permissionDenied } from '#server/kernel/errors.ts'
import { findTeamRoles, findTeamRow, type TeamRole, type TeamRow } from './team-queries.ts'

/**
 * True for who manages a team from day to day: its OWNER, or who holds `team.manage_teams` in the organization (000).
 * A key with scopes needs that permission named among them: its person's team role gives it nothing.
 */
export const mayManageTeam = (ctx: OrganizationContext, team: { your_role: TeamRole | null }): boolean =>
  can(ctx, 'team.manage_teams') || (team.your_role === 'owner' && ctx.actor.scopes === null)

/** A team of this organization. @throws 404. */
export const findTeam = async (ctx: OrganizationContext, id: string): Promise<TeamRow> => {
  const team = await findTeamRow(ctx.tx, ctx.organization.id, id, ctx.standing.memberId)
  if (team === undefined) throw notFound('team')
  return team
}

/** A team that the actor manages. @throws 404, 403 `permission_denied` with `team.manage_teams`. */
export const authorizeTeam = async (ctx: OrganizationContext, id: string): Promise<TeamRow> => {
  const team = await findTeam(ctx, id)
  if (!mayManageTeam(ctx, team)) throw permissionDenied('team.manage_teams')
  return team
}

/** Passes when the actor manages each of these teams. @throws 404, 403 `permission_denied`. */
export const authorizeTeams = async (ctx: OrganizationContext, ids: readonly string[]): Promise<void> => {
  const teams = await findTeamRoles(ctx.tx, ctx.organization.id, ids, ctx.standing.memberId)
  if (teams.length < new Set(ids).size) throw notFound('team')
  if (!teams.every((team) => mayManageTeam(ctx, team))) throw permissionDenied('team.manage_teams')
}
