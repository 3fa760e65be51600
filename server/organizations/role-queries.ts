import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { RoleIcon } from '#shared/permissions.ts'

export interface RoleRow {
  id: string
  key: string
  name: string
  description: string
  icon: RoleIcon
  color: string
  level: number
  is_system: boolean
  permissions: string | null
  created_at: Date
  updated_at: Date
  member_count: number
  invitation_count: number
}

const selectRoles = (organizationId: AuthorizedOrganizationId, now: Date) => sql<RoleRow>`
  select r.id, r.key, r.name, r.description, r.icon, r.color, r.level, r.is_system,
    array_to_string(r.permissions, ',') as permissions, r.created_at, r.updated_at,
    (select count(*) from members m
      where m.organization_id = ${organizationId} and m.role_id = r.id and m.is_active) as member_count,
    (select count(*) from invitations i
      where i.organization_id = ${organizationId} and i.role_id = r.id and i.status = 'pending'
        and i.expires_at > ${now}) as invitation_count
  from roles r where r.organization_id = ${organizationId}`

/** All roles, the highest first. */
export const listRoleRows = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  now: Date,
): Promise<RoleRow[]> =>
  (
    await sql<RoleRow>`${selectRoles(organizationId, now)} order by r.level desc, lower(r.name), r.id`.execute(
      tx,
    )
  ).rows

/** One role by its id. */
export const readRole = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  roleId: string,
  now: Date,
): Promise<RoleRow | undefined> =>
  (await sql<RoleRow>`${selectRoles(organizationId, now)} and r.id = ${roleId}`.execute(tx)).rows[0]

/** One role by its key. */
export const readRoleByKey = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  key: string,
  now: Date,
): Promise<RoleRow | undefined> =>
  (await sql<RoleRow>`${selectRoles(organizationId, now)} and r.key = ${key}`.execute(tx)).rows[0]

export interface RoleValues {
  name: string
  description: string
  icon: RoleIcon
  color: string
  level: number
  permissions: string[]
}

/** Inserts a custom role. Throws the database's error on a name or key that is taken. */
export const insertRole = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  made: RoleValues & { id: string; key: string; now: Date },
): Promise<void> => {
  const { now, ...values } = made
  await tx
    .insertInto('roles')
    .values({
      organization_id: organizationId,
      ...values,
      is_system: false,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

/** Writes what is given. Throws the database's error on a name that is taken. */
export const updateRoleRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  roleId: string,
  changes: Partial<Omit<RoleValues, 'permissions'>> & { permissions?: string[] | null },
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('roles')
    .set({ ...changes, updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', roleId)
    .execute()
}

/** Deletes a role; former members who had it fall back to another, so that their rows can stay. */
export const deleteRoleRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  roleId: string,
  fallbackRoleId: string,
): Promise<void> => {
  await tx
    .updateTable('members')
    .set({ role_id: fallbackRoleId })
    .where('organization_id', '=', organizationId)
    .where('role_id', '=', roleId)
    .where('is_active', '=', false)
    .execute()
  await tx
    .deleteFrom('roles')
    .where('organization_id', '=', organizationId)
    .where('id', '=', roleId)
    .execute()
}
