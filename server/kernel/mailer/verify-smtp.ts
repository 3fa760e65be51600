import type { Config } from '../config.ts'
import { newId } from '../ids.ts'
import { renderMail } from './render-mail.ts'
import { connectSmtp, describeSmtpError, sendBySmtp } from './send-by-smtp.ts'

/** `message` is fit to print: the server's answer, or what is wrong, without user and password. */
export interface SmtpResult {
  isWorking: boolean
  message: string
}

const NO_SMTP: SmtpResult = {
  isWorking: false,
  message: 'SMTP_URL is not set: mails stay in the operator’s mailbox.',
}

/** Connects, greets and signs in to the mail server; sends nothing. Never throws. */
export const verifySmtp = async ({ smtpUrl }: Pick<Config, 'smtpUrl'>): Promise<SmtpResult> => {
  if (smtpUrl === null) return NO_SMTP
  const transport = connectSmtp(smtpUrl)
  try {
    await transport.verify()
    return { isWorking: true, message: `The mail server at ${new URL(smtpUrl).host} answers.` }
  } catch (error) {
    return { isWorking: false, message: describeSmtpError(error, smtpUrl).message }
  } finally {
    transport.close()
  }
}

/** Sends a test mail now, past the outbox, and returns the mail server's answer. Never throws. */
export const sendTestMail = async (
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'>,
  recipient: string,
  now: Date,
): Promise<SmtpResult> => {
  const { smtpUrl } = config
  if (smtpUrl === null) return NO_SMTP
  const mail = renderMail('test', { sent_at: now }, config.publicUrl)
  try {
    const answer = await sendBySmtp({ ...config, smtpUrl }, { id: newId('mail'), recipient, ...mail })
    return { isWorking: true, message: answer }
  } catch (error) {
    return { isWorking: false, message: describeSmtpError(error, smtpUrl).message }
  }
}
