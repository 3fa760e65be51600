import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import { statement, type Transaction } from '#server/kernel/database/database.ts'
import { newId } from '#server/kernel/ids.ts'
import { SYSTEM_ROLE_KEYS, SYSTEM_ROLES } from '#shared/permissions.ts'

export interface NewOrganization {
  id: string
  kind: 'personal' | 'organization'
  name: string
  slug: string
  settings: Record<string, unknown>
  plan: string
  created_by: string
  now: Date
}

/**
 * Inserts an organization, or nothing where its slug or its person's personal workspace stands already: answers whether
 * it did. The transaction's tenancy must be the new id.
 */
export const insertOrganization = async (tx: Transaction, made: NewOrganization): Promise<boolean> => {
  const { now, settings, ...values } = made
  const inserted = await tx
    .insertInto('organizations')
    .values({ ...values, settings: JSON.stringify(settings), created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** The four system roles and the founder as owner; answers the founder's member id. */
export const insertFounding = async (
  tx: Transaction,
  organizationId: string,
  userId: string,
  now: Date,
): Promise<string> => {
  const roles = SYSTEM_ROLE_KEYS.map((key) => {
    const { name, description, icon, color, level } = SYSTEM_ROLES[key]
    const fixed = { is_system: true, permissions: null, created_at: now, updated_at: now }
    return {
      organization_id: organizationId,
      id: newId('role'),
      key,
      name,
      description,
      icon,
      color,
      level,
      ...fixed,
    }
  })
  await tx.insertInto('roles').values(roles).execute()
  const memberId = newId('mem')
  await tx
    .insertInto('members')
    .values({
      organization_id: organizationId,
      id: memberId,
      user_id: userId,
      role_id: roles[0]?.id ?? '',
      joined_at: now,
      role_changed_at: now,
      last_active_at: now,
    })
    .execute()
  return memberId
}

/** Id of a person's personal workspace; the transaction's tenancy must be that person. */
export const findPersonalWorkspaceId = async (
  tx: Transaction,
  userId: string,
): Promise<string | undefined> => {
  const found = await tx
    .selectFrom('organizations')
    .select('id')
    .where('created_by', '=', userId)
    .where('kind', '=', 'personal')
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return found?.id
}

export interface OrganizationDetailsRow {
  id: string
  name: string
  slug: string
  plan: string
  owner_id: string
  member_count: number
  link_count: number
  project_count: number
  created_at: Date
  updated_at: Date
}

const details = statement<OrganizationDetailsRow>(`
  select o.id, o.name, o.slug, o.plan, o.created_at, o.updated_at,
    coalesce((
      select m.user_id from roles r
      join members m on m.organization_id = r.organization_id and m.role_id = r.id
      where r.organization_id = $1 and r.key = 'owner' and m.is_active
      order by m.role_changed_at, m.joined_at, m.id limit 1), o.created_by, '') as owner_id,
    (select count(*) from members where organization_id = $1 and is_active) as member_count,
    (select count(*) from links where organization_id = $1) as link_count,
    (select count(*) from projects where organization_id = $1) as project_count
  from organizations o where o.id = $1`)

/** What seed 002 shows of one organization, in one statement. The owner is the one who has been it the longest. */
export const readDetails = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<OrganizationDetailsRow | undefined> => (await details(tx, [organizationId]))[0]

/** Writes what is given. Throws the database's error on a slug that is taken. */
export const updateOrganizationRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  changes: { name?: string; slug?: string; settings?: Record<string, unknown> },
  now: Date,
): Promise<void> => {
  const { settings, ...columns } = changes
  await tx
    .updateTable('organizations')
    .set({
      ...columns,
      ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
      updated_at: now,
    })
    .where('id', '=', organizationId)
    .execute()
}
