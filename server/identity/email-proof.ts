import { z } from 'zod'
import type { Context } from '#server/kernel/context.ts'
import { newToken } from '#server/kernel/secrets.ts'
import { authOf } from './auth-of.ts'
import { bindContext } from './bind-context.ts'

const HOUR = 3_600_000
const LIFETIME_HOURS = 24

const proofSchema = z.strictObject({
  user_id: z.string(),
  email: z.string(),
  kind: z.enum(['verify', 'change']),
})

/** What a mailed link proves: that whoever opens it reads the mail of this address. */
export type EmailProof = z.output<typeof proofSchema>

const identifierOf = (token: string): string => `email-proof:${token}`

/** A token for a mailed link: 256 bits, stored hashed by the library, single use, a day. */
export const makeEmailProof = async (ctx: Context, proof: EmailProof): Promise<string> => {
  const token = newToken()
  const { internalAdapter } = await (await authOf(ctx.runtime)).$context
  await bindContext(ctx, () =>
    internalAdapter.createVerificationValue({
      identifier: identifierOf(token),
      value: JSON.stringify(proof),
      // By the machine's clock, as the library counts; create-auth.ts moves it to ours.
      expiresAt: new Date(Date.now() + LIFETIME_HOURS * HOUR),
    }),
  )
  return token
}

/** Uses up a token; null for one that is unknown, used or too old. */
export const useEmailProof = async (ctx: Context, token: string): Promise<EmailProof | null> => {
  const { internalAdapter } = await (await authOf(ctx.runtime)).$context
  const found = await bindContext(ctx, () => internalAdapter.consumeVerificationValue(identifierOf(token)))
  if (!found || found.expiresAt <= ctx.now) return null
  return proofSchema.parse(JSON.parse(found.value))
}
