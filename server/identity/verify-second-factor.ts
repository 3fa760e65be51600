import type { Context } from '#server/kernel/context.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { type AccountRow, findAccountById } from './account-queries.ts'
import { COOKIE_PREFIX } from './auth-names.ts'
import { authOf } from './auth-of.ts'
import { bindContext } from './bind-context.ts'
import { callAuth } from './call-auth.ts'
import { completeSignIn, recordFailedSignIn } from './complete-sign-in.ts'
import { keepChanges } from './keep-changes.ts'
import { readCookie } from './read-credentials.ts'
import type { SessionAnswer } from './session-answer.ts'
import { readSignedToken } from './sign-session-token.ts'

export interface SecondFactorProof {
  code: string
  is_recovery_code: boolean
  trust_device: boolean
  /** The request's Cookie header: the first half of the sign-in is known by one. */
  cookie: string | null
}

/** Whose sign-in waits for its second half, by the challenge's signed cookie. */
const challengedAccount = async (ctx: Context, cookie: string | null): Promise<AccountRow | undefined> => {
  const signed = readCookie(cookie ?? undefined, `${COOKIE_PREFIX}.two_factor`)
  const challenge = signed === null ? null : readSignedToken(ctx.runtime, signed)
  if (challenge === null) return undefined
  const { internalAdapter } = await (await authOf(ctx.runtime)).$context
  const waiting = await bindContext(ctx, () => internalAdapter.findVerificationValue(challenge))
  return waiting ? findAccountById(ctx.tx, waiting.value) : undefined
}

/**
 * Finishes a sign-in with a code of the authenticator app or a recovery code, which works once. Five tries a sign-in,
 * ten failures in a row lock the factor for a quarter of an hour.
 * @throws 401 `invalid_code`, 401 `second_factor_expired`, 429 `second_factor_locked`
 */
export const verifySecondFactor = async (ctx: Context, input: SecondFactorProof): Promise<SessionAnswer> => {
  const body = { code: input.code, trustDevice: input.trust_device }
  const account = await challengedAccount(ctx, input.cookie)
  try {
    const { response, cookies } = await callAuth(ctx, {
      cookie: input.cookie,
      // Not the session's: within a session the library would count no failures.
      sees: ['two_factor', 'dont_remember'],
      act: (api, headers) =>
        input.is_recovery_code
          ? api.verifyBackupCode({ body, headers, returnHeaders: true })
          : api.verifyTOTP({ body, headers, returnHeaders: true }),
    })
    const { token, user } = response
    if (typeof token !== 'string') throw new Error('The second factor was right, but there is no session.')
    return { answer: await completeSignIn(ctx, user.id, token), cookies }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await recordFailedSignIn(ctx, account)
    throw await keepChanges(ctx, error)
  }
}
