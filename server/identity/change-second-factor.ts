import type { AccountContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import { deleteVerificationsOf } from './account-queries.ts'
import { SESSION_COOKIE } from './auth-names.ts'
import { type CookieName, callAuth } from './call-auth.ts'
import { confirmIdentity } from './confirm-identity.ts'
import { countTry, forgetTries, refuseTooManyTries } from './limit-tries.ts'
import { readCookie } from './read-credentials.ts'
import { recordAccountAudit } from './record-account-audit.ts'
import { requireSession } from './require-session.ts'
import type { SessionAnswer } from './session-answer.ts'

const SEES: CookieName[] = ['dont_remember']
const CODES = { max: 10, windowSeconds: 900 }

export interface WithCookie {
  cookie: string | null
}

/** A changed second factor renews the session: its new token, also set as a cookie. */
export type RenewedSession = SessionAnswer<{ token: string }>

const requireSecondFactor = (ctx: AccountContext): void => {
  if (!ctx.actor.hasSecondFactor) throw conflict('second_factor_not_enabled', 'The second factor is not on.')
}

const tokenOf = (cookies: string[]): string => {
  const set = cookies.map((cookie) => readCookie(cookie, SESSION_COOKIE)).find((value) => value !== null)
  if (set === undefined || set === null || set === '') throw new Error('The session was not renewed.')
  return set
}

const tellChange = async (ctx: AccountContext, isEnabled: boolean): Promise<void> => {
  const { name, email } = ctx.actor
  const action = isEnabled ? 'account.second_factor_enabled' : 'account.second_factor_disabled'
  await recordAccountAudit(ctx, ctx.actor, action)
  await sendMail(ctx, { to: email, template: 'second_factor_changed', data: { name, is_enabled: isEnabled } })
}

/** Begins to set up a second factor: its secret and recovery codes. It is not on before a first code was given. */
export const startSecondFactor = async (
  ctx: AccountContext,
  input: WithCookie & { password: string },
): Promise<{ otpauth_url: string; recovery_codes: string[] }> => {
  requireSession(ctx)
  await confirmIdentity(ctx, { password: input.password })
  const { response } = await callAuth(ctx, {
    cookie: input.cookie,
    sees: SEES,
    inSession: true,
    act: (api, headers) =>
      api.enableTwoFactor({
        body: { password: input.password, method: 'totp' },
        headers,
        returnHeaders: true,
      }),
  })
  if (!('totpURI' in response)) throw new Error('The library set up another second factor than asked.')
  return { otpauth_url: response.totpURI, recovery_codes: response.backupCodes }
}

/** Turns the second factor on with a first code of the app. @throws 401 `invalid_code`, 409 */
export const enableSecondFactor = async (
  ctx: AccountContext,
  input: WithCookie & { code: string },
): Promise<RenewedSession> => {
  requireSession(ctx)
  if (ctx.actor.hasSecondFactor) throw conflict('second_factor_enabled', 'The second factor is on already.')
  const key = `second-factor ${ctx.actor.id}`
  refuseTooManyTries(ctx.runtime, key, CODES)
  countTry(ctx.runtime, key, CODES)
  const { cookies } = await callAuth(ctx, {
    cookie: input.cookie,
    sees: SEES,
    inSession: true,
    act: (api, headers) => api.verifyTOTP({ body: { code: input.code }, headers, returnHeaders: true }),
  })
  forgetTries(ctx.runtime, key)
  await tellChange(ctx, true)
  return { answer: { token: tokenOf(cookies) }, cookies }
}

/** Turns the second factor off; trusted devices are forgotten. @throws 403 `wrong_password`, 409 */
export const disableSecondFactor = async (
  ctx: AccountContext,
  input: WithCookie & { password: string },
): Promise<RenewedSession> => {
  requireSession(ctx)
  requireSecondFactor(ctx)
  await confirmIdentity(ctx, { password: input.password })
  const { cookies } = await callAuth(ctx, {
    cookie: input.cookie,
    sees: [...SEES, 'trust_device'],
    inSession: true,
    act: (api, headers) =>
      api.disableTwoFactor({ body: { password: input.password }, headers, returnHeaders: true }),
  })
  await deleteVerificationsOf(ctx.tx, ctx.actor.id)
  await tellChange(ctx, false)
  return { answer: { token: tokenOf(cookies) }, cookies }
}

/** Makes new recovery codes, shown this once; the old ones end. @throws 403 `wrong_password`, 409 */
export const renewRecoveryCodes = async (
  ctx: AccountContext,
  input: WithCookie & { password: string },
): Promise<{ recovery_codes: string[] }> => {
  requireSession(ctx)
  requireSecondFactor(ctx)
  await confirmIdentity(ctx, { password: input.password })
  const { response } = await callAuth(ctx, {
    cookie: input.cookie,
    sees: SEES,
    inSession: true,
    act: (api, headers) =>
      api.generateBackupCodes({ body: { password: input.password }, headers, returnHeaders: true }),
  })
  await recordAccountAudit(ctx, ctx.actor, 'account.recovery_codes_renewed')
  return { recovery_codes: response.backupCodes }
}
