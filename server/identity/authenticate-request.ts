import type { Actor } from '#server/kernel/context.ts'
import { setTenancy, type Transaction } from '#server/kernel/database/database.ts'
import { unauthenticated } from '#server/kernel/errors.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { hashToken } from '#server/kernel/secrets.ts'
import { isPermission, type Permission } from '#shared/permissions.ts'
import { isKeyShaped } from './api-keys/make-key.ts'
import {
  findPersonalKeyByHash,
  findPersonalKeyById,
  findServiceKey,
  findSessionById,
  findSessionByToken,
  noteKeyUse,
  type PersonalKeyRow,
  renewSession,
  type SessionRow,
} from './authenticate-queries.ts'
import { readContextToken } from './mint-context-token.ts'
import { personActor } from './person-actor.ts'
import type { Credentials } from './read-credentials.ts'
import { readSignedToken } from './sign-session-token.ts'

interface Showing {
  runtime: Runtime
  tx: Transaction
  now: Date
  token: string
}

const MINUTE = 60_000

const HOUR = 60 * MINUTE

const scopesOf = (scopes: readonly string[]): ReadonlySet<Permission> => new Set(scopes.filter(isPermission))

// A session slides by its own length: a month when remembered, else a day. Written at most once an hour.
const keepAlive = async ({ tx, now }: Showing, row: SessionRow): Promise<void> => {
  const length = row.expires_at.getTime() - row.updated_at.getTime()
  const unused = now.getTime() - row.updated_at.getTime()
  if (unused < HOUR) return
  await renewSession(tx, row.session_id, now, new Date(now.getTime() + length))
}

const actInSession = async (
  showing: Showing,
  row: SessionRow | undefined,
  via: Actor['via'] = null,
): Promise<Actor | null> => {
  if (row === undefined || row.expires_at <= showing.now) return null
  await keepAlive(showing, row)
  return personActor(row, { sessionId: row.session_id, via })
}

const bySession = async (showing: Showing): Promise<Actor | null> => {
  const token = readSignedToken(showing.runtime, showing.token)
  return token === null ? null : actInSession(showing, await findSessionByToken(showing.tx, token))
}

const actByKey = async ({ tx, now }: Showing, row: PersonalKeyRow | undefined): Promise<Actor | null> => {
  if (row === undefined) return null
  if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() >= MINUTE)
    await noteKeyUse(tx, 'personal_keys', row.key_id, now)
  return personActor(row, {
    scopes: row.scopes === null ? null : scopesOf(row.scopes),
    via: { kind: 'api_key', id: row.key_id, name: row.key_name },
  })
}

const byPersonalKey = async (showing: Showing): Promise<Actor | null> => {
  if (!isKeyShaped('personal', showing.token)) return null
  return actByKey(showing, await findPersonalKeyByHash(showing.tx, hashToken(showing.token), showing.now))
}

const byContextToken = async (showing: Showing): Promise<Actor | null> => {
  const claims = await readContextToken(showing.runtime, showing.token, showing.now)
  if (claims === null) return null
  const { sessionId, personalKeyId, userId } = claims
  if (personalKeyId !== null)
    return actByKey(showing, await findPersonalKeyById(showing.tx, personalKeyId, userId, showing.now))
  if (sessionId === null) return null
  const row = await findSessionById(showing.tx, sessionId, userId)
  return actInSession(showing, row, { kind: 'context_token', id: null, name: 'Context token' })
}

const byServiceKey = async ({ tx, now, token }: Showing): Promise<Actor | null> => {
  if (!isKeyShaped('service', token)) return null
  const hash = hashToken(token)
  await setTenancy(tx, { token_hash: hash })
  const row = await findServiceKey(tx, hash, now)
  if (row === undefined) return null
  if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() >= MINUTE) {
    await setTenancy(tx, { organization_id: row.organization_id })
    await noteKeyUse(tx, 'service_keys', row.id, now)
  }
  // Entering the organization sets its tenancy again, after the membership check.
  await setTenancy(tx, { token_hash: '', organization_id: '' })
  return {
    kind: 'service_key',
    id: row.id,
    name: row.name,
    email: null,
    image: null,
    isEmailVerified: false,
    isOperator: false,
    hasSecondFactor: false,
    sessionId: null,
    scopes: scopesOf(row.scopes),
    keyLevel: row.level,
    keyOrganizationId: row.organization_id,
    via: { kind: 'api_key', id: row.id, name: row.name },
  }
}

const WAYS = {
  cookie: bySession,
  session_token: bySession,
  context_token: byContextToken,
  personal_key: byPersonalKey,
  service_key: byServiceKey,
  malformed: async (): Promise<Actor | null> => null,
}

/**
 * Who shows these credentials, read afresh: one query for a session. Null for none, and for a cookie whose session
 * has ended (a browser sends it by itself).
 * @throws 401 `unauthenticated` for a bearer token or key that does not hold.
 */
export const authenticate = async (input: {
  runtime: Runtime
  tx: Transaction
  credentials: Credentials
  now: Date
}): Promise<Actor | null> => {
  const { credentials, ...rest } = input
  if (credentials.kind === 'none') return null
  const actor = await WAYS[credentials.kind]({ ...rest, token: credentials.token })
  if (actor === null && credentials.kind !== 'cookie')
    throw unauthenticated('This token or key is not valid, has expired, or was revoked.')
  return actor
}
