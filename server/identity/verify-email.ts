import type { AccountContext, Context } from '#server/kernel/context.ts'
import { brokenConstraint } from '#server/kernel/database/database.ts'
import { conflict } from '#server/kernel/errors.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import {
  type AccountRow,
  deleteVerificationsOf,
  findAccountByEmail,
  findAccountById,
  lockEmail,
  toPersonRow,
  updateAccount,
} from './account-queries.ts'
import { makeEmailProof, useEmailProof } from './email-proof.ts'
import { emailTaken, invalidToken } from './explain-auth-error.ts'
import { personActor } from './person-actor.ts'
import { recordAccountAudit } from './record-account-audit.ts'

/** Mails the link that verifies an account's address. */
export const sendVerificationMail = async (
  ctx: Context,
  person: { id: string; name: string; email: string },
): Promise<void> => {
  const token = await makeEmailProof(ctx, { user_id: person.id, email: person.email, kind: 'verify' })
  const url = `${ctx.runtime.config.publicUrl}/verify-email?token=${token}`
  await sendMail(ctx, { to: person.email, template: 'verify_email', data: { name: person.name, url } })
}

/** Sends the verification mail again. @throws 409 `email_verified` where that was done. */
export const resendVerificationMail = async (ctx: AccountContext): Promise<void> => {
  if (ctx.actor.isEmailVerified) throw conflict('email_verified', 'Your e-mail is verified already.')
  await sendVerificationMail(ctx, ctx.actor)
}

const takeNewEmail = async (ctx: Context, account: AccountRow, email: string): Promise<void> => {
  await lockEmail(ctx.tx, email)
  const holder = await findAccountByEmail(ctx.tx, email)
  if (holder !== undefined && holder.id !== account.id) throw emailTaken()
  try {
    await updateAccount(ctx.tx, account.id, { email, email_verified: true }, ctx.now)
  } catch (error) {
    throw brokenConstraint(error) === 'users_email_key' ? emailTaken() : error
  }
  // Links that were sent to the old address may not open the account any more.
  await deleteVerificationsOf(ctx.tx, account.id)
  await recordAccountAudit(ctx, account, 'account.email_changed', {
    changes: { email: { before: account.email, after: email } },
  })
}

/**
 * Takes a mailed token: a new account's address is verified, or a changed one takes effect. Signs nobody in.
 * @throws 400 `invalid_token`; 409 `email_taken` where another account has taken the address since.
 */
export const verifyEmail = async (ctx: Context, input: { token: string }): Promise<void> => {
  const proof = await useEmailProof(ctx, input.token)
  const account = proof === null ? undefined : await findAccountById(ctx.tx, proof.user_id)
  if (proof === null || account === undefined) throw invalidToken()
  ctx.actor = personActor(toPersonRow(account))
  if (proof.kind === 'change') return takeNewEmail(ctx, account, proof.email)
  if (proof.email !== account.email) throw invalidToken()
  if (account.email_verified) return
  await markEmailVerified(ctx, account)
}

/** Notes that a person proved to read the mail of their address, as by a link that was mailed there. */
export const markEmailVerified = async (
  ctx: Context,
  person: { id: string; name: string },
): Promise<void> => {
  await updateAccount(ctx.tx, person.id, { email_verified: true }, ctx.now)
  await recordAccountAudit(ctx, person, 'account.email_verified')
}
