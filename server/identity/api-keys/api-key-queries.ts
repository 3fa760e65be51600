import type { Selectable } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Tables, Transaction } from '#server/kernel/database/database.ts'

export type PersonalKeyRow = Omit<
  Selectable<Tables['personal_keys']>,
  'token_hash' | 'user_id' | 'revoked_at'
>

export type ServiceKeyRow = Omit<
  Selectable<Tables['service_keys']>,
  'token_hash' | 'organization_id' | 'revoked_at'
> & { created_by_name: string | null }

const common = ['id', 'name', 'prefix', 'scopes', 'created_at', 'expires_at', 'last_used_at'] as const

/** A person's keys that were not revoked, the newest first. */
export const listPersonalKeysOf = (tx: Transaction, userId: string): Promise<PersonalKeyRow[]> =>
  tx
    .selectFrom('personal_keys')
    .select(common)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** How many keys of a person were not revoked; keeps them from growing without end. */
export const countPersonalKeys = async (tx: Transaction, userId: string): Promise<number> => {
  const row = await tx
    .selectFrom('personal_keys')
    .select((from) => from.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Stores a new key of a person. */
export const insertPersonalKey = async (
  tx: Transaction,
  row: PersonalKeyRow & { user_id: string; token_hash: string },
): Promise<void> => {
  await tx.insertInto('personal_keys').values(row).execute()
}

/** Revokes a key of a person; undefined where there is none that works. */
export const revokePersonalKeyOf = (
  tx: Transaction,
  userId: string,
  id: string,
  now: Date,
): Promise<{ id: string; name: string } | undefined> =>
  tx
    .updateTable('personal_keys')
    .set({ revoked_at: now })
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(['id', 'name'])
    .executeTakeFirst()

const serviceKeys = (tx: Transaction, organizationId: AuthorizedOrganizationId) =>
  tx
    .selectFrom('service_keys')
    .leftJoin('users', 'users.id', 'service_keys.created_by')
    .select([
      'service_keys.id',
      'service_keys.name',
      'service_keys.prefix',
      'service_keys.scopes',
      'service_keys.level',
      'service_keys.created_by',
      'service_keys.created_at',
      'service_keys.expires_at',
      'service_keys.last_used_at',
      'users.name as created_by_name',
    ])
    .where('service_keys.organization_id', '=', organizationId)
    .where('service_keys.revoked_at', 'is', null)

/** The organization's keys that were not revoked, the newest first. */
export const listServiceKeysOf = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<ServiceKeyRow[]> =>
  serviceKeys(tx, organizationId)
    .orderBy('service_keys.created_at', 'desc')
    .orderBy('service_keys.id', 'desc')
    .execute()

/** One key of the organization that was not revoked. */
export const findServiceKeyOf = (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<ServiceKeyRow | undefined> =>
  serviceKeys(tx, organizationId).where('service_keys.id', '=', id).executeTakeFirst()

/** Stores a new key of the organization. */
export const insertServiceKey = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  row: Omit<ServiceKeyRow, 'created_by_name'> & { token_hash: string },
): Promise<void> => {
  await tx
    .insertInto('service_keys')
    .values({ ...row, organization_id: organizationId })
    .execute()
}

/** Revokes a key of the organization. */
export const revokeServiceKeyOf = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('service_keys')
    .set({ revoked_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}
