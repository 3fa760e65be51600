import { createTransport, type Transporter } from 'nodemailer'
import type { Config } from '../config.ts'
import { cleanLine } from './clean-text.ts'

export interface SmtpMail {
  id: string
  recipient: string
  subject: string
  text: string
  html: string
}

/** Why the mail server did not take a mail, in words that hold no secret. */
export interface SmtpProblem {
  message: string
  /** The server said that trying again is of no use (RFC 5321 §4.2.1: 5yz), to this recipient or this message. */
  isPermanent: boolean
}

const TOTAL_MS = 60_000

export const connectSmtp = (smtpUrl: string): Transporter =>
  createTransport({
    url: smtpUrl,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    dnsTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })

/** Hands one mail to the mail server and returns its answer. Throws what `describeSmtpError` reads. */
export const sendBySmtp = async (
  config: Pick<Config, 'mailFrom' | 'publicUrl'> & { smtpUrl: string },
  mail: SmtpMail,
): Promise<string> => {
  const transport = connectSmtp(config.smtpUrl)
  try {
    const sent = await transport.sendMail({
      from: config.mailFrom,
      to: { name: '', address: mail.recipient },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      // The same for each attempt: a mail that arrives twice is recognised as one.
      messageId: `<${mail.id}@${new URL(config.publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      signal: AbortSignal.timeout(TOTAL_MS),
    })
    return cleanLine(sent.response ?? '', 200)
  } finally {
    transport.close()
  }
}

const secretsOf = (smtpUrl: string): string[] => {
  const { username, password } = new URL(smtpUrl)
  const plain = [username, password].flatMap((part) => [part, decodeURIComponent(part)])
  const login = `\0${decodeURIComponent(username)}\0${decodeURIComponent(password)}`
  return [...plain, ...[...plain, login].map((part) => Buffer.from(part).toString('base64'))].filter(
    (part) => part.length > 2,
  )
}

const textOf = (error: unknown, key: string): string => {
  const value: unknown = error instanceof Object ? Reflect.get(error, key) : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Reads an error of the mail server; its user and password never show in the result. */
export const describeSmtpError = (error: unknown, smtpUrl: string): SmtpProblem => {
  const status = Number(textOf(error, 'responseCode'))
  const command = textOf(error, 'command')
  const code = textOf(error, 'code')
  let message = textOf(error, 'message') || 'unknown error'
  for (const secret of secretsOf(smtpUrl)) message = message.replaceAll(secret, '…')
  return {
    message: cleanLine(`${code} ${message}`, 300),
    isPermanent: status >= 500 && status < 600 && (command === 'RCPT TO' || command === 'DATA'),
  }
}
