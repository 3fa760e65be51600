import type { AccountContext } from '#server/kernel/context.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import { deleteVerificationsOf, updatePasswordHash } from './account-queries.ts'
import { confirmIdentity } from './confirm-identity.ts'
import { hashPassword } from './hash-password.ts'
import { recordAccountAudit } from './record-account-audit.ts'
import { requireSession } from './require-session.ts'
import { deleteSessionsOf } from './session-queries.ts'

/** Sets a new password; ends the person's other sessions, reset links and trusted devices. @throws 403 `wrong_password` */
export const changePassword = async (
  ctx: AccountContext,
  input: { current_password: string; password: string },
): Promise<void> => {
  requireSession(ctx)
  await confirmIdentity(ctx, { password: input.current_password })
  const { id, name, email, sessionId } = ctx.actor
  await updatePasswordHash(ctx.tx, id, await hashPassword(input.password), ctx.now)
  await deleteSessionsOf(ctx.tx, id, sessionId)
  await deleteVerificationsOf(ctx.tx, id)
  await recordAccountAudit(ctx, ctx.actor, 'account.password_changed')
  await sendMail(ctx, { to: email, template: 'password_changed', data: { name } })
}
