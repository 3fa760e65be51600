import { createOTP } from '@better-auth/utils/otp'
import type { Context } from '#server/kernel/context.ts'
import { invalid, unauthenticated } from '#server/kernel/errors.ts'
import { findPasswordHash } from './account-queries.ts'
import { authOf } from './auth-of.ts'
import { invalidCode, wrongPassword } from './explain-auth-error.ts'
import { hashPassword, verifyPassword } from './hash-password.ts'
import { countTry, forgetTries, refuseTooManyTries } from './limit-tries.ts'
import { findSecondFactorSecret } from './second-factor-queries.ts'

const TRIES = { max: 10, windowSeconds: 900 }
const CODE_DIGITS = 6
const CODE_SECONDS = 30

const isOwnPassword = async (ctx: Context, userId: string, password: string): Promise<boolean> => {
  const known = await findPasswordHash(ctx.tx, userId)
  if (known !== undefined) return verifyPassword(known, password)
  await hashPassword(password)
  return false
}

const isOwnCode = async (ctx: Context, userId: string, code: string): Promise<boolean> => {
  const sealed = await findSecondFactorSecret(ctx.tx, userId)
  if (sealed === undefined) return false
  const { secretConfig } = await (await authOf(ctx.runtime)).$context
  const { symmetricDecrypt } = await import('better-auth/crypto')
  const secret = await symmetricDecrypt({ key: secretConfig, data: sealed })
  return createOTP(secret, { digits: CODE_DIGITS, period: CODE_SECONDS }).verify(code)
}

/**
 * Asks the signed-in person once more who they are, by password or by a code of the authenticator app.
 * @throws 403 `wrong_password`, 401 `invalid_code`, 429 `too_many_attempts` (ten in a quarter of an hour), 400 for neither.
 */
export const confirmIdentity = async (
  ctx: Context,
  proof: { password?: string | undefined; code?: string | undefined },
): Promise<void> => {
  const { kind, id } = ctx.actor
  if (kind !== 'person' || id === null) throw unauthenticated()
  if (proof.password === undefined && proof.code === undefined)
    throw invalid('password', 'or the code of your authenticator app is needed')
  const key = `confirm ${id}`
  refuseTooManyTries(ctx.runtime, key, TRIES)
  countTry(ctx.runtime, key, TRIES)
  if (proof.password !== undefined && !(await isOwnPassword(ctx, id, proof.password))) throw wrongPassword()
  if (proof.code !== undefined && !(await isOwnCode(ctx, id, proof.code))) throw invalidCode()
  forgetTries(ctx.runtime, key)
}
