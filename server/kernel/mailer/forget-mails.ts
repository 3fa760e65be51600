import { inTransaction } from '../database/database.ts'
import type { Runtime } from '../runtime.ts'
import { forgetMailsBefore } from './mailer-queries.ts'

const HOUR_MS = 60 * 60 * 1000
const QUEUED_HOURS = 26
const DONE_DAYS = 30

/** Upkeep: gives up what could not be sent for a day, and forgets mails that are done, or were kept, for 30 days. */
export const forgetMails = async (runtime: Runtime): Promise<void> => {
  const now = runtime.clock().getTime()
  await inTransaction(runtime.database, (tx) =>
    forgetMailsBefore(tx, {
      queuedBefore: new Date(now - QUEUED_HOURS * HOUR_MS),
      doneBefore: new Date(now - DONE_DAYS * 24 * HOUR_MS),
    }),
  )
}
