import type { Transaction } from '#server/kernel/database/database.ts'

export interface PasskeyRow {
  id: string
  name: string | null
  created_at: Date | null
}

/** A person's passkeys, the oldest first. */
export const listPasskeysOf = (tx: Transaction, userId: string): Promise<PasskeyRow[]> =>
  tx
    .selectFrom('passkeys')
    .select(['id', 'name', 'created_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** Removes a passkey of a person; undefined where there is none. */
export const deletePasskey = (tx: Transaction, userId: string, id: string): Promise<PasskeyRow | undefined> =>
  tx
    .deleteFrom('passkeys')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returning(['id', 'name', 'created_at'])
    .executeTakeFirst()
