import type { Context } from '#server/kernel/context.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import {
  deleteFactorsAndKeys,
  deleteVerificationsOf,
  findAccountById,
  toPersonRow,
  updateAccount,
} from './account-queries.ts'
import { authOf } from './auth-of.ts'
import { bindContext } from './bind-context.ts'
import { callAuth } from './call-auth.ts'
import { invalidToken } from './explain-auth-error.ts'
import { countTry, refuseTooManyTries } from './limit-tries.ts'
import { personActor } from './person-actor.ts'
import { recordAccountAudit } from './record-account-audit.ts'
import { deleteSessionsOf } from './session-queries.ts'

const MAILS = { max: 5, windowSeconds: 900 }

/** Mails a link to set a new password, good for an hour. Whether the account exists does not show. */
export const requestPasswordReset = async (ctx: Context, input: { email: string }): Promise<void> => {
  const key = `reset ${input.email}`
  refuseTooManyTries(ctx.runtime, key, MAILS)
  countTry(ctx.runtime, key, MAILS)
  await callAuth(ctx, {
    cookie: null,
    sees: [],
    act: (api, headers) =>
      api.requestPasswordReset({ body: { email: input.email }, headers, returnHeaders: true }),
  })
}

const personOfToken = async (ctx: Context, token: string): Promise<string> => {
  const { internalAdapter } = await (await authOf(ctx.runtime)).$context
  const found = await bindContext(ctx, () => internalAdapter.findVerificationValue(`reset-password:${token}`))
  if (!found || found.expiresAt <= ctx.now) throw invalidToken()
  return found.value
}

/**
 * Sets a new password with a mailed token, once; ends every session, other reset links and trusted devices.
 * The mail proves the address: where nobody had proved it, what an impostor may have left in the account goes too.
 * @throws 400 `invalid_token`
 */
export const resetPassword = async (
  ctx: Context,
  input: { token: string; password: string },
): Promise<void> => {
  const userId = await personOfToken(ctx, input.token)
  const account = await findAccountById(ctx.tx, userId)
  if (account === undefined) throw invalidToken()
  await callAuth(ctx, {
    cookie: null,
    sees: [],
    act: (api, headers) =>
      api.resetPassword({
        body: { token: input.token, newPassword: input.password },
        headers,
        returnHeaders: true,
      }),
  })
  ctx.actor = personActor(toPersonRow(account))
  await deleteVerificationsOf(ctx.tx, userId)
  await deleteSessionsOf(ctx.tx, userId, null)
  if (!account.email_verified) {
    await deleteFactorsAndKeys(ctx.tx, userId)
    await updateAccount(ctx.tx, userId, { email_verified: true }, ctx.now)
    await recordAccountAudit(ctx, account, 'account.email_verified')
  }
  await recordAccountAudit(ctx, account, 'account.password_reset')
  await sendMail(ctx, { to: account.email, template: 'password_changed', data: { name: account.name } })
}
