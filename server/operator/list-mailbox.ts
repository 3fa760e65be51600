import type { Context } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { findKeptMails } from './mailbox-queries.ts'

interface MailSummary {
  id: string
  to: string
  subject: string
  template: string
  status: 'kept'
  created_at: string
}

/** Throws 409 `mailbox_closed` where an SMTP server is set: mails then belong to their recipients only. */
export const requireMailbox = ({ runtime }: Context): void => {
  if (runtime.config.smtpUrl !== null)
    throw conflict('mailbox_closed', 'Mails are sent by the SMTP server; nothing is kept to be read here.')
}

/** Presents a kept mail without its content. */
export const presentMail = (mail: {
  id: string
  recipient: string
  subject: string
  template: string
  created_at: Date
}): MailSummary => ({
  id: mail.id,
  to: mail.recipient,
  subject: mail.subject,
  template: mail.template,
  status: 'kept',
  created_at: mail.created_at.toISOString(),
})

/** The mails that stayed on this machine, newest first. */
export const listMailbox = async (
  ctx: Context,
  input: { page: number; limit: number; search?: string | undefined },
): Promise<{ data: MailSummary[]; page: number; limit: number; total: number }> => {
  requireMailbox(ctx)
  const { page, limit, search = '' } = input
  const { rows, total } = await findKeptMails(ctx.tx, { page, limit, search })
  return { data: rows.map(presentMail), page, limit, total }
}
