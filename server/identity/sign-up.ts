import type { Context } from '#server/kernel/context.ts'
import { createAccount, type NewAccount } from './create-account.ts'
import type { SessionAnswer } from './session-answer.ts'
import { sendVerificationMail } from './verify-email.ts'

/** An account with its personal workspace, signed in; a mail asks to verify the address. @throws 409 `email_taken` */
export const signUp = async (ctx: Context, input: NewAccount): Promise<SessionAnswer> => {
  const { user, answer, cookies } = await createAccount(ctx, { ...input, isVerified: false })
  await sendVerificationMail(ctx, user)
  return { answer, cookies }
}
