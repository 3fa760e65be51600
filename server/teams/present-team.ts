import type { z } from 'zod'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { statusAt } from '#server/organizations/invitation-status.ts'
import type { team, teamInvitation, teamMember } from '#shared/contract/teams.ts'
import { mayManageTeam } from './authorize-team.ts'
import type { TeamInvitationRow } from './team-invitation-queries.ts'
import type { TeamMemberRow } from './team-member-queries.ts'
import type { TeamRow } from './team-queries.ts'

/** A team as the contract shows it, with what the actor may do with it. */
export const presentTeam = (ctx: OrganizationContext, row: TeamRow): z.output<typeof team> => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  description: row.description,
  public_url: `${ctx.runtime.config.publicUrl}/${row.slug}`,
  member_count: row.member_count,
  your_role: row.your_role,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  can: {
    update: mayManageTeam(ctx, row),
    delete: can(ctx, 'team.delete_teams'),
    manage_members: mayManageTeam(ctx, row),
    leave: row.your_role !== null && ctx.actor.scopes === null,
  },
})

/** A team's member as the contract shows it. */
export const presentTeamMember = (row: TeamMemberRow): z.output<typeof teamMember> => ({
  member_id: row.member_id,
  user_id: row.user_id,
  name: row.name,
  email: row.email,
  image: row.image,
  role: row.role,
  is_active: row.is_active,
  joined_at: row.joined_at.toISOString(),
})

/** A team invitation as the contract shows it, with its status at this time. */
export const presentTeamInvitation = (
  row: TeamInvitationRow,
  now: Date,
): z.output<typeof teamInvitation> => ({
  id: row.id,
  team_id: row.team_id,
  member_id: row.member_id,
  name: row.name,
  email: row.email,
  role: row.role,
  status: statusAt(row, now),
  invited_by: row.invited_by_name,
  sent_at: row.sent_at.toISOString(),
  expires_at: row.expires_at.toISOString(),
})
