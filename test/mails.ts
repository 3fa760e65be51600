import type { Runtime } from '#server/kernel/runtime.ts'

export interface TestMail {
  subject: string
  template: string
  text: string
  html: string
  links: string[]
}

/** The mails in the outbox to an address, oldest first, unsealed. */
export const readMails = async (runtime: Runtime, email: string): Promise<TestMail[]> => {
  const rows = await runtime.ownerDatabase.kysely
    .selectFrom('mail_outbox')
    .select(['subject', 'template', 'sealed_content'])
    .where('recipient', '=', email)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return Promise.all(
    rows.map(async ({ subject, template, sealed_content }) => {
      const content = JSON.parse(await runtime.secrets.unseal(sealed_content ?? '')) as {
        text: string
        html: string
      }
      return { subject, template, ...content, links: content.text.match(/https?:\/\/\S+/g) ?? [] }
    }),
  )
}
