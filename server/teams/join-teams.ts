import { recordAudit } from '#server/audit/record-audit.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { deleteTeamMembers, insertTeamMembers } from './team-member-queries.ts'

/** Adds a new member to the teams that their invitation names. Call under the organization's lock. */
export const joinTeams = async (
  ctx: OrganizationContext,
  memberId: string,
  teams: readonly { id: string; name: string }[],
): Promise<void> => {
  for (const team of teams) {
    const row = {
      organization_id: ctx.organization.id,
      team_id: team.id,
      member_id: memberId,
      role: 'member' as const,
      joined_at: ctx.now,
    }
    await insertTeamMembers(ctx.tx, [row])
    recordAudit(ctx, {
      organizationId: ctx.organization.id,
      action: 'team.member_added',
      targets: [
        { type: 'member', id: memberId, name: ctx.actor.name },
        { type: 'team', id: team.id, name: team.name },
      ],
    })
  }
}

/** Takes a member out of every team, as when a former one comes back by a new invitation. */
export const leaveAllTeams = (ctx: OrganizationContext, memberId: string): Promise<void> =>
  deleteTeamMembers(ctx.tx, ctx.organization.id, memberId)
