import type { OrganizationContext } from '#server/kernel/context.ts'
import type { Invitation } from '#shared/contract/invitations.ts'
import { type InvitationReach, reachOfInvitations } from './authorize-invite.ts'
import { type InvitationRow, listInvitationTeams } from './invitation-queries.ts'
import { statusAt } from './invitation-status.ts'
import { type JoinableRole, listRolesByIds } from './joining-queries.ts'
import { permissionsOf } from './permission-sets.ts'
import { mayGrant } from './role-guard.ts'

const badgeOf = ({ permissions: _, ...badge }: JoinableRole) => badge

/** True when the actor may manage this invitation: all of them, or the ones that they sent. */
export const isWithinReach = (
  ctx: OrganizationContext,
  row: InvitationRow,
  reach: InvitationReach | null,
): boolean =>
  reach === 'all' || (reach === 'own' && row.invited_by !== null && row.invited_by === ctx.actor.id)

/** Invitations as the contract shows them, with what the actor may do with each. */
export const presentInvitations = async (
  ctx: OrganizationContext,
  rows: readonly InvitationRow[],
): Promise<Invitation[]> => {
  const reach = reachOfInvitations(ctx)
  const roleIds = [...new Set(rows.flatMap((row) => row.role_id ?? []))]
  const roles = new Map(
    (await listRolesByIds(ctx.tx, ctx.organization.id, roleIds)).map((role) => [role.id, role]),
  )
  const mayGrantRole = (role: JoinableRole | undefined): boolean =>
    role !== undefined && mayGrant(ctx, { level: role.level, permissions: permissionsOf(role) })
  const teams = await listInvitationTeams(
    ctx.tx,
    ctx.organization.id,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const status = statusAt(row, ctx.now)
    const role = roles.get(row.role_id ?? '')
    const isManageable = isWithinReach(ctx, row, reach)
    return {
      id: row.id,
      email: row.email,
      role: role === undefined ? null : badgeOf(role),
      role_name: row.role_name,
      status,
      message: row.message,
      invited_by: { id: row.invited_by ?? '', name: row.invited_by_name },
      teams: teams.filter((team) => team.invitation_id === row.id).map(({ id, name }) => ({ id, name })),
      created_at: row.created_at.toISOString(),
      sent_at: row.sent_at.toISOString(),
      expires_at: row.expires_at.toISOString(),
      responded_at: row.responded_at?.toISOString() ?? null,
      can: {
        resend: isManageable && (status === 'pending' || status === 'expired') && mayGrantRole(role),
        cancel: isManageable && status === 'pending',
      },
    }
  })
}

/** One invitation as the contract shows it. */
export const presentInvitation = async (
  ctx: OrganizationContext,
  row: InvitationRow,
): Promise<Invitation> => {
  const [invitation] = await presentInvitations(ctx, [row])
  if (invitation === undefined) throw new Error('one row presents as one invitation')
  return invitation
}
