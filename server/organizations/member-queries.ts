import { type SqlBool, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

export interface MemberRow {
  id: string
  user_id: string
  name: string
  email: string
  image: string | null
  has_second_factor: boolean
  is_deleted: boolean
  is_active: boolean
  joined_at: Date
  deactivated_at: Date | null
  deactivation_reason: string | null
  last_active_at: Date | null
  role_id: string
  role_key: string
  role_name: string
  icon: string
  color: string
  level: number
  is_system: boolean
  permissions: string | null
  teams: { id: string; name: string; slug: string }[]
}

export interface MemberFilter {
  search: string | undefined
  role: string | undefined
  status: 'active' | 'inactive' | 'all'
  team: string | undefined
  sort: 'name' | 'email' | 'role' | 'joined_at' | '-name' | '-email' | '-role' | '-joined_at'
  page: number
  limit: number
}

const COLUMNS = sql`
  m.id, m.user_id, u.name, u.email, u.image, u.two_factor_enabled as has_second_factor,
  u.deleted_at is not null as is_deleted, m.is_active, m.joined_at, m.deactivated_at, m.deactivation_reason,
  m.last_active_at, r.id as role_id, r.key as role_key, r.name as role_name, r.icon, r.color, r.level, r.is_system,
  array_to_string(r.permissions, ',') as permissions`

const SOURCE = sql`
  members m
  join users u on u.id = m.user_id
  join roles r on r.organization_id = m.organization_id and r.id = m.role_id`

const TEAMS = sql`
  coalesce((
    select json_agg(json_build_object('id', t.id, 'name', t.name, 'slug', t.slug) order by lower(t.name), t.id)
    from team_members tm join teams t on t.organization_id = tm.organization_id and t.id = tm.team_id
    where tm.organization_id = p.organization_id and tm.member_id = p.id), '[]') as teams`

const COLUMN_OF = {
  name: sql`lower(p.name)`,
  email: sql`lower(p.email)`,
  role: sql`p.level`,
  joined_at: sql`p.joined_at`,
}
const COLUMN_OF_SOURCE = {
  name: sql`lower(u.name)`,
  email: sql`lower(u.email)`,
  role: sql`r.level`,
  joined_at: sql`m.joined_at`,
}

const isColumn = (name: string): name is keyof typeof COLUMN_OF => name in COLUMN_OF

/** A role sorts from the highest level down; equals stay in the order of their ids. */
const orderBy = (sort: MemberFilter['sort'], columns: typeof COLUMN_OF, id: string) => {
  const name = sort.replace('-', '')
  const isDown = sort.startsWith('-') !== (name === 'role')
  const column = columns[isColumn(name) ? name : 'joined_at']
  return isDown ? sql`${column} desc, ${sql.raw(id)} desc` : sql`${column}, ${sql.raw(id)}`
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

const conditionOf = (organizationId: AuthorizedOrganizationId, filter: MemberFilter) => {
  const parts = [sql<SqlBool>`m.organization_id = ${organizationId}`]
  if (filter.status !== 'all') parts.push(sql`m.is_active = ${filter.status === 'active'}`)
  if (filter.role !== undefined) parts.push(sql`r.key = ${filter.role}`)
  if (filter.search !== undefined && filter.search !== '') {
    const pattern = `%${escapeLike(filter.search)}%`
    parts.push(sql`(u.name ilike ${pattern} or u.email ilike ${pattern})`)
  }
  if (filter.team !== undefined) {
    parts.push(sql`exists (select from team_members tm where tm.organization_id = m.organization_id
      and tm.member_id = m.id and tm.team_id = ${filter.team})`)
  }
  return sql.join(parts, sql` and `)
}

/** One page of members with their teams, and how many match. Teams are read for the page alone. */
export const listMemberRows = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  filter: MemberFilter,
): Promise<{ rows: MemberRow[]; total: number }> => {
  const condition = conditionOf(organizationId, filter)
  // Each member has one account and one role: what the filter does not ask of them need not be joined to count.
  const isJoined = filter.role !== undefined || (filter.search !== undefined && filter.search !== '')
  const countedSource = isJoined ? SOURCE : sql`members m`
  const counted = await sql<{
    total: number
  }>`select count(*) as total from ${countedSource} where ${condition}`.execute(tx)
  const { rows } = await sql<MemberRow>`
    select p.*, ${TEAMS} from (
      select m.organization_id, ${COLUMNS} from ${SOURCE} where ${condition}
      order by ${orderBy(filter.sort, COLUMN_OF_SOURCE, 'm.id')}
      limit ${filter.limit} offset ${(filter.page - 1) * filter.limit}
    ) p order by ${orderBy(filter.sort, COLUMN_OF, 'p.id')}`.execute(tx)
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

/** One member, removed ones too. */
export const readMember = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  memberId: string,
): Promise<MemberRow | undefined> => {
  const { rows } = await sql<MemberRow>`
    select p.*, ${TEAMS} from (
      select m.organization_id, ${COLUMNS} from ${SOURCE}
      where m.organization_id = ${organizationId} and m.id = ${memberId}
    ) p`.execute(tx)
  return rows[0]
}

/** Makes a former member active again, with a role. */
export const activateMember = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  memberId: string,
  roleId: string,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('members')
    .set({
      is_active: true,
      role_id: roleId,
      role_changed_at: now,
      deactivated_at: null,
      deactivated_by: null,
      deactivation_reason: null,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', memberId)
    .execute()
}

export interface RemovalTouches {
  api_keys: { id: string; name: string }[]
  has_personal_keys: boolean
  teams: { id: string; name: string; is_only_owner: boolean }[]
}

/** What a member's removal touches of keys and teams, in one statement. */
export const readRemovalTouches = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  member: { id: string; user_id: string },
  now: Date,
): Promise<RemovalTouches> => {
  const { rows } = await sql<RemovalTouches>`
    select
      coalesce((
        select json_agg(json_build_object('id', k.id, 'name', k.name) order by k.created_at, k.id)
        from service_keys k
        where k.organization_id = ${organizationId} and k.created_by = ${member.user_id} and k.revoked_at is null
          and (k.expires_at is null or k.expires_at > ${now})), '[]') as api_keys,
      exists (
        select from personal_keys k where k.user_id = ${member.user_id} and k.revoked_at is null
          and (k.expires_at is null or k.expires_at > ${now})) as has_personal_keys,
      coalesce((
        select json_agg(json_build_object('id', t.id, 'name', t.name, 'is_only_owner', tm.role = 'owner' and not exists (
          select from team_members other where other.organization_id = tm.organization_id
            and other.team_id = tm.team_id and other.role = 'owner' and other.member_id <> tm.member_id
        )) order by lower(t.name), t.id)
        from team_members tm join teams t on t.organization_id = tm.organization_id and t.id = tm.team_id
        where tm.organization_id = ${organizationId} and tm.member_id = ${member.id}), '[]') as teams`.execute(
    tx,
  )
  return rows[0] ?? { api_keys: [], has_personal_keys: false, teams: [] }
}
