import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import { statement, type Transaction } from '#server/kernel/database/database.ts'

export interface OrganizationRow {
  name: string
  slug: string
  kind: 'personal' | 'organization'
  plan: string
  settings: Record<string, unknown>
  is_suspended: boolean
  is_deleted: boolean
}

export interface MembershipRow extends OrganizationRow {
  member_id: string
  last_active_at: Date | null
  role_id: string
  key: string
  role_name: string
  level: number
  is_system: boolean
  permissions: string | null
}

export interface ServiceKeyRow extends OrganizationRow {
  key_name: string
  level: number
  scopes: string
}

const COLUMNS = `
  o.name, o.slug, o.kind, o.plan, o.settings,
  o.suspended_at is not null as is_suspended, o.deleted_at is not null as is_deleted`
const ORGANIZATION = sql.raw(COLUMNS)

const membership = statement<MembershipRow>(`
  select ${COLUMNS}, m.id as member_id, m.last_active_at, r.id as role_id, r.key, r.name as role_name, r.level,
    r.is_system, array_to_string(r.permissions, ',') as permissions
  from members m
  join organizations o on o.id = m.organization_id
  join roles r on r.organization_id = m.organization_id and r.id = m.role_id
  where m.organization_id = $1 and m.user_id = $2 and m.is_active and o.deleted_at is null`)

/** An active member's organization and role, in one statement; undefined for anyone else. */
export const readMembership = async (
  tx: Transaction,
  organizationId: string,
  userId: string,
): Promise<MembershipRow | undefined> => (await membership(tx, [organizationId, userId]))[0]

/** A living service key with its own organization; undefined in any other organization. */
export const readServiceKey = async (
  tx: Transaction,
  organizationId: string,
  keyId: string,
  now: Date,
): Promise<ServiceKeyRow | undefined> => {
  const { rows } = await sql<ServiceKeyRow>`
    select ${ORGANIZATION}, k.name as key_name, k.level, array_to_string(k.scopes, ',') as scopes
    from service_keys k join organizations o on o.id = k.organization_id
    where k.organization_id = ${organizationId} and k.id = ${keyId} and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > ${now}) and o.deleted_at is null`.execute(tx)
  return rows[0]
}

/** The organization alone, deleted ones too. */
export const readOrganization = async (
  tx: Transaction,
  organizationId: string,
): Promise<OrganizationRow | undefined> => {
  const { rows } = await sql<OrganizationRow>`
    select ${ORGANIZATION} from organizations o where o.id = ${organizationId}`.execute(tx)
  return rows[0]
}

/** Waits for the organization's row and keeps it until the transaction ends; inserts that point at it go on. */
export const lockOrganizationRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<void> => {
  await tx
    .selectFrom('organizations')
    .select('id')
    .where('id', '=', organizationId)
    .forNoKeyUpdate()
    .execute()
}

/** Remembers when a member was last here, unless someone just did. */
export const updateLastActive = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  memberId: string,
  now: Date,
  unlessAfter: Date,
): Promise<void> => {
  await tx
    .updateTable('members')
    .set({ last_active_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', memberId)
    .where((where) =>
      where.or([where('last_active_at', 'is', null), where('last_active_at', '<', unlessAfter)]),
    )
    .execute()
}
