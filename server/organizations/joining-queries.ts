import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

export interface JoinableRole {
  id: string
  key: string
  name: string
  icon: string
  color: string
  level: number
  is_system: boolean
  /** Comma-separated; null for the catalogue's own set. */
  permissions: string | null
}

/** Roles by id; those that are gone are left out. */
export const listRolesByIds = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  ids: readonly string[],
): Promise<JoinableRole[]> => {
  if (ids.length === 0) return []
  return tx
    .selectFrom('roles')
    .select(['id', 'key', 'name', 'icon', 'color', 'level', 'is_system'])
    .select(sql<string | null>`array_to_string(permissions, ',')`.as('permissions'))
    .where('organization_id', '=', organizationId)
    .where('id', 'in', ids)
    .execute()
}

/** True when an active member has this e-mail. */
export const hasActiveMemberWithEmail = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  email: string,
): Promise<boolean> => {
  const row = await tx
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select('members.id')
    .where('members.organization_id', '=', organizationId)
    .where('members.is_active', '=', true)
    .where(sql<string>`lower(users.email)`, '=', email)
    .executeTakeFirst()
  return row !== undefined
}

/** A person's membership, former ones too. */
export const findMembershipOfUser = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  userId: string,
): Promise<{ id: string; is_active: boolean } | undefined> =>
  tx
    .selectFrom('members')
    .select(['id', 'is_active'])
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()

/** Adds a member with a role. */
export const insertJoinedMember = async (
  tx: Transaction,
  values: {
    organization_id: AuthorizedOrganizationId
    id: string
    user_id: string
    role_id: string
    joined_at: Date
  },
): Promise<void> => {
  await tx
    .insertInto('members')
    .values({ ...values, role_changed_at: values.joined_at })
    .execute()
}

/** Brings a former member's row back with a new role. */
export const restoreJoinedMember = async (
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
      joined_at: now,
      role_changed_at: now,
      deactivated_at: null,
      deactivated_by: null,
      deactivation_reason: null,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', memberId)
    .execute()
}

/** E-mail of a person who still is an active member, or undefined. */
export const findActiveMemberEmail = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  userId: string,
): Promise<{ email: string } | undefined> =>
  tx
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select('users.email')
    .where('members.organization_id', '=', organizationId)
    .where('members.user_id', '=', userId)
    .where('members.is_active', '=', true)
    .where('users.deleted_at', 'is', null)
    .executeTakeFirst()
