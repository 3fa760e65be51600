import type { Transaction } from '#server/kernel/database/database.ts'

const kept = (tx: Transaction) => tx.selectFrom('mail_outbox').where('status', '=', 'kept')

/** One page of the mails that stay on this machine, newest first, and how many there are. */
export const findKeptMails = async (
  tx: Transaction,
  filter: { search: string; page: number; limit: number },
) => {
  const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`
  const matching =
    filter.search === ''
      ? kept(tx)
      : kept(tx).where((eb) => eb.or([eb('recipient', 'ilike', pattern), eb('subject', 'ilike', pattern)]))
  const rows = await matching
    .select(['id', 'recipient', 'subject', 'template', 'created_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .offset((filter.page - 1) * filter.limit)
    .execute()
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { rows, total }
}

export const findKeptMail = (tx: Transaction, id: string) =>
  kept(tx)
    .select(['id', 'recipient', 'subject', 'template', 'created_at', 'sealed_content'])
    .where('id', '=', id)
    .executeTakeFirst()
