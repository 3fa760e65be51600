import type { RouteResponse } from '#shared/contract/route.ts'
import type { getTeam } from '#shared/contract/teams.ts'

export type Team = RouteResponse<typeof getTeam>
export type TeamMember = Team['members'][number]
export type TeamRole = TeamMember['role']

export const TEAM_ROLE_LABELS: Record<TeamRole, string> = { owner: 'Owner', member: 'Member' }

/** The roles of a team with what each may do, for a choice. */
export const TEAM_ROLE_CHOICES = [
  { value: 'member', label: 'Member' },
  { value: 'owner', label: 'Owner: manages the team and its people' },
]

/** Why one may not manage the team's people. */
export const NOT_YOUR_TEAM =
  'Only an owner of this team, or who has the permission team.manage_teams, may do this.'
