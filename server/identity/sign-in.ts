import type { Context } from '#server/kernel/context.ts'
import { findAccountByEmail } from './account-queries.ts'
import { callAuth, isRefusedWith } from './call-auth.ts'
import { completeSignIn, recordFailedSignIn } from './complete-sign-in.ts'
import { keepChanges } from './keep-changes.ts'
import { countTry, forgetTries, refuseTooManyTries } from './limit-tries.ts'
import { SECOND_FACTOR_REQUIRED, type SessionAnswer } from './session-answer.ts'

export interface PasswordSignIn {
  email: string
  password: string
  remember: boolean
  /** The request's Cookie header: a trusted device is known by one. */
  cookie: string | null
}

const PER_PLACE = { max: 10, windowSeconds: 60 }
// Against guessing from many places; a person who forgot their password does not come near it.
const PER_ACCOUNT = { max: 100, windowSeconds: 3600 }

/** The library answers a second factor's turn with a body of another shape than a sign-in's. */
const isChallenge = (response: object): boolean =>
  'twoFactorRedirect' in response && response.twoFactorRedirect === true

/**
 * Signs in with e-mail and password; where a second factor is on, only the first half is done.
 * An unknown e-mail and a wrong password answer alike, after the same work.
 * @throws 401 `invalid_credentials`, 429 `too_many_attempts`
 */
export const signIn = async (ctx: Context, input: PasswordSignIn): Promise<SessionAnswer> => {
  const { email, password, remember, cookie } = input
  const byPlace = `sign-in ${ctx.request.ip ?? ''} ${email}`
  const byAccount = `sign-in ${email}`
  refuseTooManyTries(ctx.runtime, byPlace, PER_PLACE)
  refuseTooManyTries(ctx.runtime, byAccount, PER_ACCOUNT)
  countTry(ctx.runtime, byPlace, PER_PLACE)
  try {
    const { response, cookies } = await callAuth(ctx, {
      cookie,
      sees: ['trust_device'],
      act: (api, headers) =>
        api.signInEmail({ body: { email, password, rememberMe: remember }, headers, returnHeaders: true }),
    })
    if (isChallenge(response)) return { answer: SECOND_FACTOR_REQUIRED, cookies }
    const answer = await completeSignIn(ctx, response.user.id, response.token)
    forgetTries(ctx.runtime, byPlace)
    return { answer, cookies }
  } catch (error) {
    if (!isRefusedWith(error, 'invalid_credentials')) throw error
    countTry(ctx.runtime, byAccount, PER_ACCOUNT)
    await recordFailedSignIn(ctx, await findAccountByEmail(ctx.tx, email))
    throw await keepChanges(ctx, error)
  }
}
