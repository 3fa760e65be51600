import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { TeamRole } from './team-queries.ts'

export interface TeamInvitationRow {
  organization_id: string
  id: string
  team_id: string
  team_name: string
  team_slug: string
  member_id: string
  is_member_active: boolean
  user_id: string
  name: string
  email: string
  role: TeamRole
  status: 'pending' | 'accepted' | 'cancelled' | 'expired' | 'rejected'
  invited_by: string | null
  invited_by_name: string
  sent_at: Date
  expires_at: Date
}

const invitations = (tx: Transaction, organizationId: AuthorizedOrganizationId) =>
  tx
    .selectFrom('team_invitations as i')
    .innerJoin('teams as t', (join) =>
      join.onRef('t.organization_id', '=', 'i.organization_id').onRef('t.id', '=', 'i.team_id'),
    )
    .innerJoin('members as m', (join) =>
      join.onRef('m.organization_id', '=', 'i.organization_id').onRef('m.id', '=', 'i.member_id'),
    )
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select([
      'i.organization_id',
      'i.id',
      'i.team_id',
      't.name as team_name',
      't.slug as team_slug',
      'i.member_id',
      'm.is_active as is_member_active',
      'm.user_id',
      'u.name',
      'u.email',
      'i.role',
      'i.status',
      'i.invited_by',
      'i.invited_by_name',
      'i.sent_at',
      'i.expires_at',
    ])
    .where('i.organization_id', '=', organizationId)

/** A team's invitations, newest first, past ones too. */
export const listTeamInvitationRows = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  teamId: string,
): Promise<TeamInvitationRow[]> =>
  invitations(tx, organizationId)
    .where('i.team_id', '=', teamId)
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(500)
    .execute()

/** One team invitation of this organization, or undefined. */
export const findTeamInvitationRow = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<TeamInvitationRow | undefined> =>
  invitations(tx, organizationId).where('i.id', '=', id).executeTakeFirst()

/** Where the invitation of a token's hash is; the transaction's tenancy must hold that hash. */
export const findTeamInvitationByTokenHash = (
  tx: Transaction,
  tokenHash: string,
): Promise<{ organization_id: string; id: string } | undefined> =>
  tx
    .selectFrom('team_invitations')
    .select(['organization_id', 'id'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()

/** The pending invitation of a member to a team, expired ones too, or undefined. */
export const findPendingTeamInvitation = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  teamId: string,
  memberId: string,
): Promise<{ id: string; expires_at: Date } | undefined> =>
  tx
    .selectFrom('team_invitations')
    .select(['id', 'expires_at'])
    .where('organization_id', '=', organizationId)
    .where('team_id', '=', teamId)
    .where('member_id', '=', memberId)
    .where('status', '=', 'pending')
    .executeTakeFirst()

/** Inserts a pending team invitation. */
export const insertTeamInvitation = async (
  tx: Transaction,
  values: {
    organization_id: AuthorizedOrganizationId
    id: string
    team_id: string
    member_id: string
    role: TeamRole
    token_hash: string
    invited_by: string | null
    invited_by_name: string
    created_at: Date
    expires_at: Date
  },
): Promise<void> => {
  await tx
    .insertInto('team_invitations')
    .values({ ...values, sent_at: values.created_at })
    .execute()
}

/** Gives an invitation a status; a pending or expired one also a new token and term. */
export const updateTeamInvitation = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  set:
    | { status: 'accepted' | 'cancelled' | 'rejected'; responded_at: Date }
    | { status: 'expired' }
    | { status: 'pending'; token_hash: string; sent_at: Date; expires_at: Date },
): Promise<void> => {
  await tx
    .updateTable('team_invitations')
    .set(set)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}
