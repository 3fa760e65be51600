import { type SqlBool, sql } from 'kysely'
import { statement, type Transaction } from '#server/kernel/database/database.ts'

const personColumns = [
  'users.id as user_id',
  'users.name',
  'users.email',
  'users.image',
  'users.email_verified',
  'users.is_operator',
  'users.two_factor_enabled',
] as const

export interface PersonRow {
  user_id: string
  name: string
  email: string
  image: string | null
  email_verified: boolean
  is_operator: boolean
  two_factor_enabled: boolean
}

export interface SessionRow extends PersonRow {
  session_id: string
  expires_at: Date
  updated_at: Date
}

const sessions = (tx: Transaction) =>
  tx
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['sessions.id as session_id', 'sessions.expires_at', 'sessions.updated_at', ...personColumns])
    .where('users.deleted_at', 'is', null)

const sessionByToken = statement<SessionRow>(`
  select sessions.id as session_id, sessions.expires_at, sessions.updated_at, ${personColumns.join(', ')}
  from sessions join users on users.id = sessions.user_id
  where users.deleted_at is null and sessions.token = $1`)

/** The session of a token with its person, ended or not. */
export const findSessionByToken = async (tx: Transaction, token: string): Promise<SessionRow | undefined> =>
  (await sessionByToken(tx, [token]))[0]

/** The session of an id, if it is that person's. */
export const findSessionById = (
  tx: Transaction,
  sessionId: string,
  userId: string,
): Promise<SessionRow | undefined> =>
  sessions(tx).where('sessions.id', '=', sessionId).where('users.id', '=', userId).executeTakeFirst()

/** Notes the use of a session; skipped where another request is doing so. */
export const renewSession = async (
  tx: Transaction,
  id: string,
  now: Date,
  expiresAt: Date,
): Promise<void> => {
  await tx
    .updateTable('sessions')
    .set({ updated_at: now, expires_at: expiresAt })
    .where('id', '=', (from) =>
      from.selectFrom('sessions').select('id').where('id', '=', id).forUpdate().skipLocked(),
    )
    .execute()
}

export interface PersonalKeyRow extends PersonRow {
  key_id: string
  key_name: string
  scopes: string[] | null
  last_used_at: Date | null
}

const personalKeys = (tx: Transaction, now: Date) =>
  tx
    .selectFrom('personal_keys')
    .innerJoin('users', 'users.id', 'personal_keys.user_id')
    .select([
      'personal_keys.id as key_id',
      'personal_keys.name as key_name',
      'personal_keys.scopes',
      'personal_keys.last_used_at',
      ...personColumns,
    ])
    .where('users.deleted_at', 'is', null)
    .where('personal_keys.revoked_at', 'is', null)
    .where((where) =>
      where.or([where('personal_keys.expires_at', 'is', null), where('personal_keys.expires_at', '>', now)]),
    )

/** The key of a hash with its person; nothing for one that has ended. */
export const findPersonalKeyByHash = (
  tx: Transaction,
  hash: string,
  now: Date,
): Promise<PersonalKeyRow | undefined> =>
  personalKeys(tx, now).where('personal_keys.token_hash', '=', hash).executeTakeFirst()

/** The key of an id, if it is that person's and has not ended. */
export const findPersonalKeyById = (
  tx: Transaction,
  keyId: string,
  userId: string,
  now: Date,
): Promise<PersonalKeyRow | undefined> =>
  personalKeys(tx, now)
    .where('personal_keys.id', '=', keyId)
    .where('users.id', '=', userId)
    .executeTakeFirst()

const isAlive = (now: Date) =>
  sql<SqlBool>`revoked_at is null and (expires_at is null or expires_at > ${now})`

export interface ServiceKeyRow {
  id: string
  name: string
  organization_id: string
  scopes: string[]
  level: number
  last_used_at: Date | null
}

/** The service key of a hash; needs the tenancy setting token_hash. Nothing for one that has ended. */
export const findServiceKey = (
  tx: Transaction,
  hash: string,
  now: Date,
): Promise<ServiceKeyRow | undefined> =>
  tx
    .selectFrom('service_keys')
    .select(['id', 'name', 'organization_id', 'scopes', 'level', 'last_used_at'])
    .where('token_hash', '=', hash)
    .where(isAlive(now))
    .executeTakeFirst()

/** Notes the use of a key; skipped where another request is doing so. */
export const noteKeyUse = async (
  tx: Transaction,
  table: 'personal_keys' | 'service_keys',
  id: string,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable(table)
    .set({ last_used_at: now })
    .where('id', '=', (from) =>
      from.selectFrom(table).select('id').where('id', '=', id).forUpdate().skipLocked(),
    )
    .execute()
}
