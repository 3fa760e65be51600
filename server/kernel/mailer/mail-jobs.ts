import { inTransaction } from '../database/database.ts'
import type { Runtime } from '../runtime.ts'
import { deliverMail } from './deliver-mail.ts'
import { forgetMailsBefore } from './mailer-queries.ts'

const HOUR_MS = 60 * 60 * 1000
const QUEUED_HOURS = 26
const KEPT_DAYS = 30

/** Lets this process send mails and forget old ones; before `queue.start()`. */
export const registerMailJobs = (runtime: Runtime): void => {
  runtime.queue.work('send_mail', ({ mail_id }) => deliverMail(runtime, mail_id))
  runtime.queue.work('forget_mails', async () => {
    const now = runtime.clock().getTime()
    await inTransaction(runtime.database, (tx) =>
      forgetMailsBefore(tx, {
        queuedBefore: new Date(now - QUEUED_HOURS * HOUR_MS),
        doneBefore: new Date(now - KEPT_DAYS * 24 * HOUR_MS),
      }),
    )
  })
}
