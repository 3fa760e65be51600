import type { Context } from '#server/kernel/context.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'

/** Mails the link to set a new password. */
export const sendResetMail = (
  ctx: Context,
  person: { name: string; email: string },
  token: string,
): Promise<void> =>
  sendMail(ctx, {
    to: person.email,
    template: 'reset_password',
    data: { name: person.name, url: `${ctx.runtime.config.publicUrl}/reset-password?token=${token}` },
  })
