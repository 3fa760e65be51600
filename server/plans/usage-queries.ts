import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { LimitName } from '#shared/plans.ts'

export type UsageCounts = Record<
  'members' | 'projects' | 'teams' | 'monthly_invitations' | 'links' | 'domains' | 'clicks_a_month',
  number
>

/** What counts against the plan, in one statement. Members: active ones and unexpired pending invitations (001 §12.5). */
export const countUsage = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  now: Date,
): Promise<UsageCounts> => {
  const monthStart = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1))
  const { rows } = await sql<UsageCounts>`
    select
      (select count(*) from members where organization_id = ${organizationId} and is_active)
      + (select count(*) from invitations
         where organization_id = ${organizationId} and status = 'pending' and expires_at > ${now}) as members,
      (select count(*) from projects where organization_id = ${organizationId}) as projects,
      (select count(*) from teams where organization_id = ${organizationId}) as teams,
      (select count(*) from invitations
        where organization_id = ${organizationId} and created_at >= ${monthStart}) as monthly_invitations,
      (select count(*) from links where organization_id = ${organizationId}) as links,
      (select count(*) from domains where organization_id = ${organizationId}) as domains,
      (select coalesce(sum(clicks), 0) from click_days
        where organization_id = ${organizationId} and dimension = 'total' and day >= ${monthStart}::date)
        as clicks_a_month`.execute(tx)
  const counts = rows[0]
  if (counts === undefined) throw new Error('a count answers one row')
  return counts
}

/** Active members only: what an acceptance is measured against. */
export const countActiveMembers = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<number> => {
  const { rows } = await sql<{ members: number }>`
    select count(*) as members from members where organization_id = ${organizationId} and is_active`.execute(
    tx,
  )
  return rows[0]?.members ?? 0
}

/** Remembers that a limit's notice was sent in a period; false when it already was. */
export const insertLimitNotice = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  limitName: LimitName,
  period: string,
): Promise<boolean> => {
  const inserted = await tx
    .insertInto('limit_notices')
    .values({ organization_id: organizationId, limit_name: limitName, period })
    .onConflict((conflict) => conflict.doNothing())
    .returning('limit_name')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Name and e-mail of the organization's owners. */
export const listOwners = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<{ name: string; email: string }[]> =>
  tx
    .selectFrom('members')
    .innerJoin('roles', (join) =>
      join
        .onRef('roles.organization_id', '=', 'members.organization_id')
        .onRef('roles.id', '=', 'members.role_id'),
    )
    .innerJoin('users', 'users.id', 'members.user_id')
    .select(['users.name', 'users.email'])
    .where('members.organization_id', '=', organizationId)
    .where('members.is_active', '=', true)
    .where('roles.key', '=', 'owner')
    .where('users.deleted_at', 'is', null)
    .execute()

/** Sets an organization's plan. */
export const updatePlan = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  plan: string,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('organizations')
    .set({ plan, updated_at: now })
    .where('id', '=', organizationId)
    .execute()
}
