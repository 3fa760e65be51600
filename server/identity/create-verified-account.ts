import type { Context } from '#server/kernel/context.ts'
import { type CreatedAccount, createAccount, type NewAccount } from './create-account.ts'

/**
 * An account whose address is proved by a link that was mailed to it, signed in at once (sign-up by invitation).
 * @throws 409 `email_taken`: an existing account must sign in instead.
 */
export const createVerifiedAccount = (ctx: Context, input: NewAccount): Promise<CreatedAccount> =>
  createAccount(ctx, { ...input, isVerified: true })
