import type { Context } from '#server/kernel/context.ts'
import { conflict, notFound } from '#server/kernel/errors.ts'
import { type MailContent, unsealMail } from '#server/kernel/mailer/seal-mail.ts'
import { presentMail, requireMailbox } from './list-mailbox.ts'
import { findKeptMail } from './mailbox-queries.ts'

/** A kept mail with what it says. Throws 404, and 409 `mail_unreadable` when SECRET has changed since. */
export const getMail = async (
  ctx: Context,
  mailId: string,
): Promise<ReturnType<typeof presentMail> & MailContent> => {
  requireMailbox(ctx)
  const mail = await findKeptMail(ctx.tx, mailId)
  if (mail === undefined || mail.sealed_content === null) throw notFound('mail')
  const content = await unsealMail(ctx.runtime.secrets, mail.sealed_content).catch(() => null)
  if (content === null)
    throw conflict('mail_unreadable', 'This mail was sealed with another SECRET; it can no longer be read.')
  return { ...presentMail(mail), text: content.text, html: content.html }
}
