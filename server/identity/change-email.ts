import type { AccountContext } from '#server/kernel/context.ts'
import { invalid } from '#server/kernel/errors.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import { findAccountByEmail } from './account-queries.ts'
import { confirmIdentity } from './confirm-identity.ts'
import { makeEmailProof } from './email-proof.ts'
import { requireSession } from './require-session.ts'

/**
 * Mails the new address a link; the change takes effect when it is opened. An address that belongs to another account
 * is answered alike, and gets no mail: whose addresses have accounts is nobody's business.
 * @throws 403 `wrong_password`, 400 for the address that the account has already
 */
export const changeEmail = async (
  ctx: AccountContext,
  input: { email: string; password: string },
): Promise<void> => {
  requireSession(ctx)
  await confirmIdentity(ctx, { password: input.password })
  const { email } = input
  if (email === ctx.actor.email) throw invalid('email', 'is your e-mail already')
  if ((await findAccountByEmail(ctx.tx, email)) !== undefined) return
  const token = await makeEmailProof(ctx, { user_id: ctx.actor.id, email, kind: 'change' })
  const url = `${ctx.runtime.config.publicUrl}/verify-email?token=${token}`
  await sendMail(ctx, {
    to: email,
    template: 'change_email',
    data: { name: ctx.actor.name, new_email: email, url },
  })
}
