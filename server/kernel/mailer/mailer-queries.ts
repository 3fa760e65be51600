import type { Transaction } from '../database/database.ts'

/** A mail to be written to the outbox. */
export interface NewMail {
  id: string
  recipient: string
  subject: string
  template: string
  sealed_content: string
  status: 'queued' | 'kept'
  created_at: Date
}

export const insertMail = async (tx: Transaction, mail: NewMail): Promise<void> => {
  await tx.insertInto('mail_outbox').values(mail).execute()
}

/** The mail if it still waits to be sent. */
export const findQueuedMail = (tx: Transaction, id: string) =>
  tx
    .selectFrom('mail_outbox')
    .select(['id', 'recipient', 'subject', 'template', 'sealed_content', 'attempts', 'created_at'])
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .executeTakeFirst()

/** Sent: the content is forgotten, for it may hold links that sign in or join. */
export const markSent = async (tx: Transaction, id: string, at: Date): Promise<void> => {
  await tx
    .updateTable('mail_outbox')
    .set((eb) => ({
      status: 'sent',
      sent_at: at,
      sealed_content: null,
      last_error: null,
      attempts: eb('attempts', '+', 1),
    }))
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .execute()
}

/** Not sent; `isFinal` gives it up and forgets the content. */
export const markAttempt = async (
  tx: Transaction,
  id: string,
  problem: string,
  isFinal: boolean,
): Promise<void> => {
  await tx
    .updateTable('mail_outbox')
    .set((eb) => ({
      last_error: problem,
      attempts: eb('attempts', '+', 1),
      ...(isFinal ? { status: 'failed', sealed_content: null } : {}),
    }))
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .execute()
}

/** Stays on this machine, to be read in the operator's mailbox. */
export const markKept = async (tx: Transaction, id: string): Promise<void> => {
  await tx
    .updateTable('mail_outbox')
    .set({ status: 'kept' })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .execute()
}

/** Gives up mails that wait since before `queuedBefore` and forgets finished and kept ones from before `doneBefore`. */
export const forgetMailsBefore = async (
  tx: Transaction,
  times: { queuedBefore: Date; doneBefore: Date },
): Promise<void> => {
  await tx
    .updateTable('mail_outbox')
    .set({ status: 'failed', sealed_content: null, last_error: 'It could not be sent in time.' })
    .where('status', '=', 'queued')
    .where('created_at', '<', times.queuedBefore)
    .execute()
  await tx
    .deleteFrom('mail_outbox')
    .where('status', '!=', 'queued')
    .where('created_at', '<', times.doneBefore)
    .execute()
}
