import type { Context } from '#server/kernel/context.ts'
import { DomainError, unauthenticated } from '#server/kernel/errors.ts'
import { COOKIE_PREFIX, SESSION_COOKIE } from './auth-names.ts'
import { authOf } from './auth-of.ts'
import { bindContext } from './bind-context.ts'
import type { Auth } from './create-auth.ts'
import { explainAuthError } from './explain-auth-error.ts'
import { findTokenOfSession } from './session-queries.ts'
import { signSessionToken } from './sign-session-token.ts'

const MAX_AGE = 400 * 86_400

export type CookieName =
  | 'session_token'
  | 'dont_remember'
  | 'two_factor'
  | 'trust_device'
  | 'passkey_challenge'

interface Call<T> {
  /** The request's Cookie header. */
  cookie: string | null
  /** The library's cookies that this call may see; others are held back. */
  sees: readonly CookieName[]
  /** True: the call is made in the actor's session, however the request showed it. */
  inSession?: boolean
  act: (api: Auth['api'], headers: Headers) => Promise<{ headers: Headers; response: T }>
}

export interface Answer<T> {
  response: T
  /** Set-Cookie headers to pass on. */
  cookies: string[]
}

const pick = (cookie: string | null, names: readonly CookieName[]): string =>
  (cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => names.some((name) => pair.startsWith(`${COOKIE_PREFIX}.${name}=`)))
    .join('; ')

/** The session's end is the server's to say, and slides: the browser keeps the cookie as long as browsers keep any. */
const prolong = (cookie: string): string =>
  cookie.startsWith(`${SESSION_COOKIE}=`) ? cookie.replace(/Max-Age=[1-9]\d*/, `Max-Age=${MAX_AGE}`) : cookie

const sessionCookie = async (ctx: Context): Promise<string> => {
  const { sessionId } = ctx.actor
  const token = sessionId === null ? undefined : await findTokenOfSession(ctx.tx, sessionId)
  if (token === undefined) throw unauthenticated()
  return `${SESSION_COOKIE}=${encodeURIComponent(signSessionToken(ctx.runtime, token))}`
}

/**
 * Calls the authentication library within the verb's transaction.
 * @throws DomainError for each of the library's refusals.
 */
export const callAuth = async <T>(ctx: Context, call: Call<T>): Promise<Answer<T>> => {
  const headers = new Headers()
  const cookies = [pick(call.cookie, call.sees)]
  if (call.inSession === true) cookies.push(await sessionCookie(ctx))
  const cookie = cookies.filter((part) => part !== '').join('; ')
  if (cookie !== '') headers.set('cookie', cookie)
  try {
    const auth = await authOf(ctx.runtime)
    const answer = await bindContext(ctx, () => call.act(auth.api, headers))
    return { response: answer.response, cookies: answer.headers.getSetCookie().map(prolong) }
  } catch (error) {
    const { isAPIError } = await import('better-auth/api')
    throw isAPIError(error) ? explainAuthError(error) : error
  }
}

/** True for the refusal of that code. */
export const isRefusedWith = (error: unknown, ...codes: string[]): error is DomainError =>
  error instanceof DomainError && codes.includes(error.code)
