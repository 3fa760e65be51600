import type { Runtime } from '#server/kernel/runtime.ts'

export const COOKIE_PREFIX = 'guildhall'
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`

/** The key that the library signs cookies with. */
export const cookieSecret = (runtime: Pick<Runtime, 'secrets'>): string =>
  runtime.secrets.keyFor('authentication').toString('base64')
