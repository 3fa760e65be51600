import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

export interface OwnerRow {
  member_id: string
  user_id: string
  name: string
  email: string
}

/** Owners who count: active, and able to sign in. */
export const listAbleOwners = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<OwnerRow[]> => {
  const { rows } = await sql<OwnerRow>`
    select m.id as member_id, m.user_id, u.name, u.email
    from roles r
    join members m on m.organization_id = r.organization_id and m.role_id = r.id
    join users u on u.id = m.user_id
    where r.organization_id = ${organizationId} and r.key = 'owner' and m.is_active and u.deleted_at is null
    order by m.role_changed_at, m.id`.execute(tx)
  return rows
}

export interface OwnMembership {
  organization_id: string
  member_id: string
  name: string
  slug: string
  kind: 'personal' | 'organization'
  is_owner: boolean
}

/** A person's active memberships in order of the organizations' ids; the transaction's tenancy must be that person. */
export const listOwnMemberships = async (tx: Transaction, userId: string): Promise<OwnMembership[]> => {
  const { rows } = await sql<OwnMembership>`
    select m.organization_id, m.id as member_id, o.name, o.slug, o.kind, r.key = 'owner' as is_owner
    from members m
    join organizations o on o.id = m.organization_id
    join roles r on r.organization_id = m.organization_id and r.id = m.role_id
    where m.user_id = ${userId} and m.is_active and o.deleted_at is null
    order by m.organization_id`.execute(tx)
  return rows
}

/**
 * Ends a membership with time, actor and reason, and the member's places in teams with it; false where it had ended
 * already.
 */
export const deactivateMember = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  memberId: string,
  ended: { by: string | null; reason: string | null; now: Date },
): Promise<boolean> => {
  const updated = await tx
    .updateTable('members')
    .set({
      is_active: false,
      deactivated_at: ended.now,
      deactivated_by: ended.by,
      deactivation_reason: ended.reason,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', memberId)
    .where('is_active', '=', true)
    .executeTakeFirst()
  if (updated.numUpdatedRows === 0n) return false
  await tx
    .deleteFrom('team_members')
    .where('organization_id', '=', organizationId)
    .where('member_id', '=', memberId)
    .execute()
  await tx
    .updateTable('team_invitations')
    .set({ status: 'cancelled', responded_at: ended.now })
    .where('organization_id', '=', organizationId)
    .where('member_id', '=', memberId)
    .where('status', '=', 'pending')
    .execute()
  return true
}

/** Gives a member another role. */
export const updateMemberRole = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  memberId: string,
  roleId: string,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('members')
    .set({ role_id: roleId, role_changed_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', memberId)
    .execute()
}

/** Puts an organization out of reach until it is purged. */
export const markDeleted = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  deleted: { by: string | null; now: Date; purgeAfter: Date },
): Promise<void> => {
  await tx
    .updateTable('organizations')
    .set({
      deleted_at: deleted.now,
      deleted_by: deleted.by,
      purge_after: deleted.purgeAfter,
      updated_at: deleted.now,
    })
    .where('id', '=', organizationId)
    .execute()
}
