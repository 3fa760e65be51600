import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { insertMail } from './mailer-queries.ts'
import { type MailTemplate, type MailTemplates, renderMail } from './render-mail.ts'
import { sealMail } from './seal-mail.ts'

export type { MailTemplate, MailTemplates } from './render-mail.ts'

/** What writing a mail needs of a context. */
export type MailContext = Pick<Context, 'runtime' | 'tx' | 'now'>

const ADDRESS = /^[^\s\p{Cc}<>(),;:"[\]\\@]+@[^\s\p{Cc}<>(),;:"\\@]+$/u
const MAX_ADDRESS = 254

/**
 * Writes a mail to the outbox on the caller's transaction, its content sealed: it is sent when that commits, and never
 * when it does not. Without an SMTP server it stays for the operator's mailbox. Throws on an address that is none.
 */
export const sendMail = async <T extends MailTemplate>(
  ctx: MailContext,
  mail: { to: string; template: T; data: MailTemplates[T] },
): Promise<void> => {
  const { config, secrets, queue } = ctx.runtime
  if (mail.to.length > MAX_ADDRESS || !ADDRESS.test(mail.to))
    throw new Error(`The mail ${mail.template} has no valid recipient.`)
  const { subject, text, html } = renderMail(mail.template, mail.data, config.publicUrl)
  const id = newId('mail')
  const hasSmtp = config.smtpUrl !== null
  await insertMail(ctx.tx, {
    id,
    recipient: mail.to,
    subject,
    template: mail.template,
    sealed_content: await sealMail(secrets, { text, html }),
    status: hasSmtp ? 'queued' : 'kept',
    created_at: ctx.now,
  })
  if (hasSmtp) await queue.send(ctx, 'send_mail', { mail_id: id })
}
