import { inTransaction } from '../database/database.ts'
import type { JobData } from '../queue/jobs.ts'
import type { Runtime } from '../runtime.ts'
import { findQueuedMail, markAttempt, markKept, markSent } from './mailer-queries.ts'
import { type MailContent, unsealMail } from './seal-mail.ts'
import { describeSmtpError, type SmtpProblem, sendBySmtp } from './send-by-smtp.ts'

type QueuedMail = NonNullable<Awaited<ReturnType<typeof findQueuedMail>>>

const GIVE_UP_MS = 24 * 60 * 60 * 1000
const FIRST_PAUSE = 5
const LONGEST_PAUSE = 60 * 60

/** Seconds before the next attempt: 5, 10, 20, … at most an hour, a tenth more or less so that mails spread. */
const pauseAfter = (attempts: number): number =>
  Math.round(Math.min(FIRST_PAUSE * 2 ** attempts, LONGEST_PAUSE) * (0.9 + Math.random() * 0.2))

/**
 * Sends one mail of the outbox, if it still waits. What the mail server refuses is tried again for a day. It goes out
 * twice only if the process dies between the server's yes and our note of it; both then have the same Message-ID.
 */
export const deliverMail = async (
  runtime: Runtime,
  { mail_id: mailId }: JobData<'send_mail'>,
): Promise<void> => {
  const { config, database } = runtime
  const mail = await inTransaction(database, (tx) => findQueuedMail(tx, mailId))
  if (mail === undefined) return
  const { smtpUrl } = config
  if (smtpUrl === null) {
    await inTransaction(database, (tx) => markKept(tx, mailId))
    return
  }
  const content = await readContent(runtime, mail)
  if (content === null) {
    await giveBack(runtime, mail, { message: 'It was sealed with another SECRET.', isPermanent: true })
    return
  }
  try {
    await sendBySmtp({ ...config, smtpUrl }, { ...mail, ...content })
  } catch (error) {
    await giveBack(runtime, mail, describeSmtpError(error, smtpUrl))
    return
  }
  await inTransaction(database, (tx) => markSent(tx, mailId, runtime.clock()))
}

const readContent = async ({ secrets }: Runtime, mail: QueuedMail): Promise<MailContent | null> => {
  if (mail.sealed_content === null) return null
  try {
    return await unsealMail(secrets, mail.sealed_content)
  } catch {
    return null
  }
}

const giveBack = async (runtime: Runtime, mail: QueuedMail, problem: SmtpProblem): Promise<void> => {
  const age = runtime.clock().getTime() - mail.created_at.getTime()
  const isFinal = problem.isPermanent || age >= GIVE_UP_MS
  runtime.log.warn(
    { mail_id: mail.id, template: mail.template, attempt: mail.attempts + 1, is_final: isFinal },
    `mail not sent: ${problem.message}`,
  )
  await inTransaction(runtime.database, async (tx) => {
    await markAttempt(tx, mail.id, problem.message, isFinal)
    if (!isFinal)
      await runtime.queue.send(
        { tx },
        'send_mail',
        { mail_id: mail.id },
        { startAfter: pauseAfter(mail.attempts) },
      )
  })
}
