import { type Selectable, sql } from 'kysely'
import type { Tables, Transaction } from '#server/kernel/database/database.ts'
import type { PersonRow } from './authenticate-queries.ts'

export type AccountRow = Pick<
  Selectable<Tables['users']>,
  'id' | 'name' | 'email' | 'email_verified' | 'image' | 'two_factor_enabled' | 'is_operator'
>

const columns = [
  'id',
  'name',
  'email',
  'email_verified',
  'image',
  'two_factor_enabled',
  'is_operator',
] as const

/** The account of an e-mail in its compared form; deleted ones have none. */
export const findAccountByEmail = (tx: Transaction, email: string): Promise<AccountRow | undefined> =>
  tx
    .selectFrom('users')
    .select(columns)
    .where('email', '=', email)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()

/** The account of an id, unless deleted. */
export const findAccountById = (tx: Transaction, id: string): Promise<AccountRow | undefined> =>
  tx
    .selectFrom('users')
    .select(columns)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()

/** An account as the person that authentication answers. */
export const toPersonRow = (row: AccountRow): PersonRow => ({ ...row, user_id: row.id })

/** One sign-up at a time for an e-mail, until the transaction ends: the second sees the first's account. */
export const lockEmail = async (tx: Transaction, email: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sign-up ${email}`}, 0))`.execute(tx)
}

/** Changes columns of an account. */
export const updateAccount = async (
  tx: Transaction,
  id: string,
  changes: Partial<Pick<AccountRow, 'name' | 'image' | 'email' | 'email_verified' | 'is_operator'>>,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('users')
    .set({ ...changes, updated_at: now })
    .where('id', '=', id)
    .execute()
}

/** The hash of an account's password, or undefined where it has none. */
export const findPasswordHash = async (tx: Transaction, userId: string): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('accounts')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? undefined
}

/** Replaces the hash of an account's password. */
export const updatePasswordHash = async (
  tx: Transaction,
  userId: string,
  hash: string,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('accounts')
    .set({ password: hash, updated_at: now })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute()
}

/** Ends what was sent or remembered for a person: reset links, half-done sign-ins, trusted devices. */
export const deleteVerificationsOf = async (tx: Transaction, userId: string): Promise<void> => {
  await tx.deleteFrom('verifications').where('value', '=', userId).execute()
}

/** Forgets verifications that ended before the given time; answers how many. */
export const deleteExpiredVerifications = async (tx: Transaction, before: Date): Promise<number> => {
  const result = await tx.deleteFrom('verifications').where('expires_at', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Removes passkeys, second factor and personal keys: everything but the password that lets a person in. */
export const deleteFactorsAndKeys = async (tx: Transaction, userId: string): Promise<void> => {
  await tx.deleteFrom('passkeys').where('user_id', '=', userId).execute()
  await tx.deleteFrom('two_factors').where('user_id', '=', userId).execute()
  await tx.deleteFrom('personal_keys').where('user_id', '=', userId).execute()
  await tx.updateTable('users').set({ two_factor_enabled: false }).where('id', '=', userId).execute()
}

/** Leaves of an account only the row that history points to. */
export const scrubAccount = async (tx: Transaction, userId: string, now: Date): Promise<void> => {
  await deleteFactorsAndKeys(tx, userId)
  await deleteVerificationsOf(tx, userId)
  await tx.deleteFrom('sessions').where('user_id', '=', userId).execute()
  await tx.deleteFrom('accounts').where('user_id', '=', userId).execute()
  await tx
    .updateTable('users')
    .set({
      name: 'Deleted user',
      email: `deleted-${userId}@deleted.invalid`,
      email_verified: false,
      image: null,
      is_operator: false,
      active_organization_id: null,
      deleted_at: now,
      updated_at: now,
    })
    .where('id', '=', userId)
    .execute()
}

/** Locks the row of the installation and tells whether it was set up. */
export const lockInstance = async (tx: Transaction): Promise<{ isSetUp: boolean }> => {
  const row = await tx.selectFrom('instance').select('set_up_at').forUpdate().executeTakeFirstOrThrow()
  return { isSetUp: row.set_up_at !== null }
}

/** Whether the installation was set up. */
export const readIsSetUp = async (tx: Transaction): Promise<boolean> => {
  const row = await tx.selectFrom('instance').select('set_up_at').executeTakeFirstOrThrow()
  return row.set_up_at !== null
}

/** Notes that the installation was set up; the first time stays. */
export const noteSetUp = async (tx: Transaction, now: Date): Promise<void> => {
  await tx.updateTable('instance').set({ set_up_at: now }).where('set_up_at', 'is', null).execute()
}
