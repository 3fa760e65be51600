import { type ExpressionBuilder, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Tables, Transaction } from '#server/kernel/database/database.ts'

export type TeamRole = 'owner' | 'member'

export interface TeamRow {
  organization_id: string
  id: string
  name: string
  slug: string
  description: string
  created_at: Date
  updated_at: Date
  /** Active members of the organization who are in it. */
  member_count: number
  /** The asking member's own role in it. */
  your_role: TeamRole | null
}

const COLUMNS = ['organization_id', 'id', 'name', 'slug', 'description', 'created_at', 'updated_at'] as const

const withCounts = (tx: Transaction, organizationId: AuthorizedOrganizationId, memberId: string | null) =>
  tx
    .selectFrom('teams')
    .select(COLUMNS)
    .select([
      sql<number>`(
        select count(*) from team_members tm
        join members m on m.organization_id = tm.organization_id and m.id = tm.member_id
        where tm.organization_id = teams.organization_id and tm.team_id = teams.id and m.is_active)`.as(
        'member_count',
      ),
      sql<TeamRole | null>`(
        select tm.role from team_members tm
        where tm.organization_id = teams.organization_id and tm.team_id = teams.id
          and tm.member_id = ${memberId})`.as('your_role'),
    ])
    .where('organization_id', '=', organizationId)

/** A team with its counts, or undefined in any other organization. */
export const findTeamRow = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  memberId: string | null,
): Promise<TeamRow | undefined> =>
  withCounts(tx, organizationId, memberId).where('id', '=', id).executeTakeFirst()

export interface TeamFilter {
  search: string
  /** True: only teams that `memberId` is in; false: only the others; null: all. */
  isMine: boolean | null
  memberId: string | null
  page: number
  limit: number
}

/** One page of teams by name, with the number of all that match. */
export const listTeamRows = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  filter: TeamFilter,
): Promise<{ rows: TeamRow[]; total: number }> => {
  const matching = (eb: ExpressionBuilder<Tables, 'teams'>) => {
    const conditions = [eb('organization_id', '=', organizationId)]
    if (filter.search !== '') {
      const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`
      conditions.push(eb.or([eb('name', 'ilike', pattern), eb('slug', 'ilike', pattern)]))
    }
    if (filter.isMine !== null) {
      const own = eb.exists(
        eb
          .selectFrom('team_members')
          .select('team_members.team_id')
          .whereRef('team_members.organization_id', '=', 'teams.organization_id')
          .whereRef('team_members.team_id', '=', 'teams.id')
          .where('team_members.member_id', '=', filter.memberId ?? ''),
      )
      return eb.and([...conditions, filter.isMine ? own : eb.not(own)])
    }
    return eb.and(conditions)
  }
  const counted = await tx
    .selectFrom('teams')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(matching)
    .executeTakeFirstOrThrow()
  const rows = await withCounts(tx, organizationId, filter.memberId)
    .where(matching)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(filter.limit)
    .offset((filter.page - 1) * filter.limit)
    .execute()
  return { rows, total: Number(counted.total) }
}

/** Of these ids, the teams that exist here, with the asking member's role in each. */
export const findTeamRoles = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  ids: readonly string[],
  memberId: string | null,
): Promise<{ id: string; your_role: TeamRole | null }[]> => {
  if (ids.length === 0) return []
  return withCounts(tx, organizationId, memberId).where('id', 'in', ids).execute()
}

/** Inserts a team. Throws the database's error on a name that is taken. */
export const insertTeam = async (
  tx: Transaction,
  values: {
    organization_id: AuthorizedOrganizationId
    id: string
    name: string
    slug: string
    description: string
    created_by: string | null
    created_at: Date
  },
): Promise<void> => {
  await tx
    .insertInto('teams')
    .values({ ...values, updated_at: values.created_at })
    .execute()
}

/** Writes what is given. Throws the database's error on a name that is taken. */
export const updateTeamRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  set: { name?: string; slug?: string; description?: string; updated_at: Date },
): Promise<void> => {
  await tx
    .updateTable('teams')
    .set(set)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Deletes a team with its memberships and invitations. */
export const deleteTeamRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<void> => {
  await tx.deleteFrom('teams').where('organization_id', '=', organizationId).where('id', '=', id).execute()
}
