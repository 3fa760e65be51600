import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { TeamRole } from './team-queries.ts'

export interface TeamMemberRow {
  team_id: string
  member_id: string
  user_id: string
  name: string
  email: string
  image: string | null
  role: TeamRole
  is_active: boolean
  joined_at: Date
}

const teamMembers = (tx: Transaction, organizationId: AuthorizedOrganizationId) =>
  tx
    .selectFrom('team_members')
    .innerJoin('members', (join) =>
      join
        .onRef('members.organization_id', '=', 'team_members.organization_id')
        .onRef('members.id', '=', 'team_members.member_id'),
    )
    .innerJoin('users', 'users.id', 'members.user_id')
    .select([
      'team_members.team_id',
      'team_members.member_id',
      'members.user_id',
      'users.name',
      'users.email',
      'users.image',
      'team_members.role',
      'members.is_active',
      'team_members.joined_at',
    ])
    .where('team_members.organization_id', '=', organizationId)

/** A team's members, owners first; those who left the organization are told by `is_active`. */
export const listTeamMemberRows = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  teamId: string,
): Promise<TeamMemberRow[]> =>
  teamMembers(tx, organizationId)
    .where('team_members.team_id', '=', teamId)
    .orderBy('team_members.role', 'desc')
    .orderBy('users.name')
    .orderBy('team_members.member_id')
    .execute()

/** One member of a team, or undefined. */
export const findTeamMemberRow = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  teamId: string,
  memberId: string,
): Promise<TeamMemberRow | undefined> =>
  teamMembers(tx, organizationId)
    .where('team_members.team_id', '=', teamId)
    .where('team_members.member_id', '=', memberId)
    .executeTakeFirst()

/** How many active owners a team has. */
export const countTeamOwners = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  teamId: string,
): Promise<number> => {
  const rows = await teamMembers(tx, organizationId)
    .where('team_members.team_id', '=', teamId)
    .where('team_members.role', '=', 'owner')
    .where('members.is_active', '=', true)
    .execute()
  return rows.length
}

export interface ActiveMember {
  id: string
  user_id: string
  name: string
  email: string
}

/** Of these ids, the active members of the organization. */
export const findActiveMembers = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  ids: readonly string[],
): Promise<ActiveMember[]> => {
  if (ids.length === 0) return []
  return tx
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select(['members.id', 'members.user_id', 'users.name', 'users.email'])
    .where('members.organization_id', '=', organizationId)
    .where('members.is_active', '=', true)
    .where('members.id', 'in', ids)
    .execute()
}

/** Adds people to a team; answers the ids of those who were not in it before. */
export const insertTeamMembers = async (
  tx: Transaction,
  rows: {
    organization_id: AuthorizedOrganizationId
    team_id: string
    member_id: string
    role: TeamRole
    joined_at: Date
  }[],
): Promise<string[]> => {
  if (rows.length === 0) return []
  const inserted = await tx
    .insertInto('team_members')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning(['member_id', 'team_id'])
    .execute()
  return inserted.map((row) => row.member_id)
}

/** Changes a person's role in a team. */
export const updateTeamMemberRole = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  teamId: string,
  memberId: string,
  role: TeamRole,
): Promise<void> => {
  await tx
    .updateTable('team_members')
    .set({ role })
    .where('organization_id', '=', organizationId)
    .where('team_id', '=', teamId)
    .where('member_id', '=', memberId)
    .execute()
}

/** Takes a member out of one team, or out of all. */
export const deleteTeamMembers = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  memberId: string,
  teamId?: string,
): Promise<void> => {
  let statement = tx
    .deleteFrom('team_members')
    .where('organization_id', '=', organizationId)
    .where('member_id', '=', memberId)
  if (teamId !== undefined) statement = statement.where('team_id', '=', teamId)
  await statement.execute()
}
