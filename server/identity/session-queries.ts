import type { Selectable } from 'kysely'
import type { Tables, Transaction } from '#server/kernel/database/database.ts'

export type ListedSession = Pick<
  Selectable<Tables['sessions']>,
  'id' | 'created_at' | 'updated_at' | 'expires_at' | 'ip_address' | 'user_agent'
>

/** A person's sessions that have not ended, the last used first. */
export const listSessionsOf = (tx: Transaction, userId: string, now: Date): Promise<ListedSession[]> =>
  tx
    .selectFrom('sessions')
    .select(['id', 'created_at', 'updated_at', 'expires_at', 'ip_address', 'user_agent'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .execute()

/** The token of a session. */
export const findTokenOfSession = async (tx: Transaction, id: string): Promise<string | undefined> => {
  const row = await tx.selectFrom('sessions').select('token').where('id', '=', id).executeTakeFirst()
  return row?.token
}

/** Ends one session of a person; false where there is none. */
export const deleteSession = async (tx: Transaction, userId: string, id: string): Promise<boolean> => {
  const result = await tx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Ends a person's sessions, except one where given; answers how many. */
export const deleteSessionsOf = async (
  tx: Transaction,
  userId: string,
  except: string | null,
): Promise<number> => {
  let query = tx.deleteFrom('sessions').where('user_id', '=', userId)
  if (except !== null) query = query.where('id', '<>', except)
  const result = await query.executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Forgets sessions that ended before the given time; answers how many. */
export const deleteExpiredSessions = async (tx: Transaction, before: Date): Promise<number> => {
  const result = await tx.deleteFrom('sessions').where('expires_at', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
