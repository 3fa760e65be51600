import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

export interface WorkspaceRow {
  id: string
  name: string
  slug: string
  kind: 'personal' | 'organization'
  plan: string
  key: string
  role_name: string
  color: string
  icon: string
  is_system: boolean
  permissions: string | null
  member_count: number
  joined_at: Date
}

/** A person's workspaces, their own first; the transaction's tenancy must be that person. */
export const listWorkspaces = async (tx: Transaction, userId: string): Promise<WorkspaceRow[]> => {
  const { rows } = await sql<WorkspaceRow>`
    select o.id, o.name, o.slug, o.kind, o.plan, r.key, r.name as role_name, r.color, r.icon, r.is_system,
      array_to_string(r.permissions, ',') as permissions, count_members(o.id) as member_count, m.joined_at
    from members m
    join organizations o on o.id = m.organization_id
    join roles r on r.organization_id = m.organization_id and r.id = m.role_id
    where m.user_id = ${userId} and m.is_active and o.deleted_at is null
    order by o.kind desc, m.joined_at, o.id`.execute(tx)
  return rows
}

/** What a session does not carry of an account. */
export const readAccount = (
  tx: Transaction,
  userId: string,
): Promise<{ active_organization_id: string | null; created_at: Date } | undefined> =>
  tx
    .selectFrom('users')
    .select(['active_organization_id', 'created_at'])
    .where('id', '=', userId)
    .executeTakeFirst()

/** Remembers the workspace that a person last switched to. */
export const updateActiveOrganization = async (
  tx: Transaction,
  userId: string,
  organizationId: AuthorizedOrganizationId,
): Promise<void> => {
  await tx
    .updateTable('users')
    .set({ active_organization_id: organizationId })
    .where('id', '=', userId)
    .execute()
}
