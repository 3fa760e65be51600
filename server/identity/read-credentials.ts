import { createHash } from 'node:crypto'

// The session cookie's name stands here too because this file must stay free of the authentication library.
const SESSION_COOKIE = 'guildhall.session_token'
const BEARER = /^bearer +([^\s,]+)$/i
const MAX_LENGTH = 4096

export type CredentialsKind =
  | 'cookie'
  | 'session_token'
  | 'context_token'
  | 'personal_key'
  | 'service_key'
  | 'malformed'

/** What a request shows to say who sends it. `fingerprint` tells callers apart without holding what they show. */
export type Credentials = { kind: 'none' } | { kind: CredentialsKind; token: string; fingerprint: string }

type RequestHeaders = Record<string, string | string[] | undefined>

const make = (kind: CredentialsKind, token: string): Credentials => ({
  kind,
  token,
  fingerprint: createHash('sha256').update(token).digest('base64url').slice(0, 22),
})

const kindOfBearer = (token: string): CredentialsKind => {
  if (token.startsWith('gh_pk_')) return 'personal_key'
  if (token.startsWith('gh_sk_')) return 'service_key'
  return token.split('.').length === 3 ? 'context_token' : 'session_token'
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The value of a cookie in a Cookie header, decoded; null where it is not there. */
export const readCookie = (header: string | undefined, name: string): string | null => {
  for (const pair of header?.split(';') ?? []) {
    const [key, ...value] = pair.trim().split('=')
    if (key === name) return decode(value.join('='))
  }
  return null
}

/**
 * Reads a bearer token, else the session's cookie; other schemes are a proxy's business. Pure: whether what is shown
 * holds is for `authenticate` to say.
 */
export const readCredentials = (headers: RequestHeaders): Credentials => {
  const { authorization, cookie } = headers
  if (typeof authorization === 'string' && /^bearer\b/i.test(authorization)) {
    const token = BEARER.exec(authorization.trim())?.[1]
    if (token === undefined || token.length > MAX_LENGTH)
      return make('malformed', authorization.slice(0, MAX_LENGTH))
    return make(kindOfBearer(token), token)
  }
  const session = readCookie(Array.isArray(cookie) ? cookie.join('; ') : cookie, SESSION_COOKIE)
  if (session === null || session === '' || session.length > MAX_LENGTH) return { kind: 'none' }
  return make('cookie', session)
}
