import { type ExpressionBuilder, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Tables, Transaction } from '#server/kernel/database/database.ts'

export type InvitationStatus = 'pending' | 'accepted' | 'cancelled' | 'expired' | 'rejected'

export interface InvitationRow {
  organization_id: string
  id: string
  email: string
  role_id: string | null
  role_name: string
  message: string
  /** As stored: a pending one may have expired since; see invitation-status.ts. */
  status: InvitationStatus
  invited_by: string | null
  invited_by_name: string
  created_at: Date
  sent_at: Date
  expires_at: Date
  responded_at: Date | null
}

const COLUMNS = [
  'organization_id',
  'id',
  'email',
  'role_id',
  'role_name',
  'message',
  'status',
  'invited_by',
  'invited_by_name',
  'created_at',
  'sent_at',
  'expires_at',
  'responded_at',
] as const

export interface NewInvitation {
  organization_id: AuthorizedOrganizationId
  id: string
  email: string
  role_id: string
  role_name: string
  message: string
  token_hash: string
  invited_by: string | null
  invited_by_name: string
  now: Date
  expires_at: Date
}

/** Inserts a pending invitation with the teams to join. */
export const insertInvitation = async (
  tx: Transaction,
  { now, ...values }: NewInvitation,
  teamIds: readonly string[],
): Promise<void> => {
  await tx
    .insertInto('invitations')
    .values({ ...values, created_at: now, sent_at: now })
    .execute()
  if (teamIds.length === 0) return
  await tx
    .insertInto('invitation_teams')
    .values(
      teamIds.map((team_id) => ({
        organization_id: values.organization_id,
        invitation_id: values.id,
        team_id,
      })),
    )
    .execute()
}

/** The invitation, its row locked where asked; undefined when this organization has none of that id. */
export const findInvitation = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<InvitationRow | undefined> =>
  tx
    .selectFrom('invitations')
    .select(COLUMNS)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()

/** The one invitation that a token's hash names; the transaction's tenancy must hold that hash. */
export const findInvitationByTokenHash = (
  tx: Transaction,
  tokenHash: string,
): Promise<InvitationRow | undefined> =>
  tx.selectFrom('invitations').select(COLUMNS).where('token_hash', '=', tokenHash).executeTakeFirst()

/** Unexpired pending invitations to an e-mail; the transaction's tenancy must hold it as verified. */
export const listInvitationsOfEmail = (tx: Transaction, email: string, now: Date): Promise<InvitationRow[]> =>
  tx
    .selectFrom('invitations')
    .select(COLUMNS)
    .where('email', '=', email)
    .where('status', '=', 'pending')
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()

/** Marks pending invitations of this e-mail whose time is over, so that a new one may be pending. */
export const settleExpiredInvitations = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  email: string,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('invitations')
    .set({ status: 'expired' })
    .where('organization_id', '=', organizationId)
    .where('email', '=', email)
    .where('status', '=', 'pending')
    .where('expires_at', '<=', now)
    .execute()
}

/** True when a pending invitation to this e-mail stands, another than `exceptId`. */
export const hasPendingInvitation = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  email: string,
  exceptId = '',
): Promise<boolean> => {
  const row = await tx
    .selectFrom('invitations')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('email', '=', email)
    .where('status', '=', 'pending')
    .where('id', '<>', exceptId)
    .executeTakeFirst()
  return row !== undefined
}

/** Ends an invitation with a status; its token is dead because the status is. */
export const closeInvitation = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  set: { status: 'accepted' | 'cancelled' | 'rejected'; responded_at: Date; accepted_by?: string },
): Promise<void> => {
  await tx
    .updateTable('invitations')
    .set(set)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Gives a pending or expired invitation a new token and a new term. */
export const renewInvitation = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  set: { token_hash: string; sent_at: Date; expires_at: Date },
): Promise<void> => {
  await tx
    .updateTable('invitations')
    .set({ ...set, status: 'pending' })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** The teams that each invitation joins, which still exist. */
export const listInvitationTeams = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  invitationIds: readonly string[],
): Promise<{ invitation_id: string; id: string; name: string }[]> => {
  if (invitationIds.length === 0) return []
  return tx
    .selectFrom('invitation_teams')
    .innerJoin('teams', (join) =>
      join
        .onRef('teams.organization_id', '=', 'invitation_teams.organization_id')
        .onRef('teams.id', '=', 'invitation_teams.team_id'),
    )
    .select(['invitation_teams.invitation_id', 'teams.id', 'teams.name'])
    .where('invitation_teams.organization_id', '=', organizationId)
    .where('invitation_teams.invitation_id', 'in', invitationIds)
    .orderBy('teams.name')
    .execute()
}

export interface InvitationFilter {
  status: InvitationStatus | 'all'
  search: string
  sort: 'created_at' | 'email' | 'expires_at'
  direction: 'asc' | 'desc'
  /** Only those that this person sent. */
  invitedBy: string | null
  page: number
  limit: number
}

/** One page of invitations, with the number of all that match. Expiry is decided by `now`, not by a job having run. */
export const listInvitationRows = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  filter: InvitationFilter,
  now: Date,
): Promise<{ rows: InvitationRow[]; total: number }> => {
  const matching = (eb: ExpressionBuilder<Tables, 'invitations'>) => {
    const conditions = [eb('organization_id', '=', organizationId)]
    if (filter.status !== 'all') conditions.push(eb(statusAt(now), '=', filter.status))
    if (filter.invitedBy !== null) conditions.push(eb('invited_by', '=', filter.invitedBy))
    if (filter.search !== '') {
      const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`
      conditions.push(
        eb.or([
          eb('email', 'ilike', pattern),
          eb('invited_by_name', 'ilike', pattern),
          eb('role_name', 'ilike', pattern),
        ]),
      )
    }
    return eb.and(conditions)
  }
  const counted = await tx
    .selectFrom('invitations')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(matching)
    .executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('invitations')
    .select(COLUMNS)
    .where(matching)
    .orderBy(filter.sort, filter.direction)
    .orderBy('id', filter.direction)
    .limit(filter.limit)
    .offset((filter.page - 1) * filter.limit)
    .execute()
  return { rows, total: Number(counted.total) }
}

const statusAt = (now: Date) =>
  sql<InvitationStatus>`case when status = 'pending' and expires_at <= ${now} then 'expired' else status end`
