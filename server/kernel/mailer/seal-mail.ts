import { z } from 'zod'
import type { Secrets } from '../secrets.ts'

const content = z.object({ text: z.string(), html: z.string() })

/** What a mail says, once unsealed. */
export type MailContent = z.infer<typeof content>

/** Encrypts a mail's content with the instance's secret. */
export const sealMail = (secrets: Secrets, { text, html }: MailContent): Promise<string> =>
  secrets.seal(JSON.stringify({ text, html }))

/** The content again. Throws when it was sealed with another secret. */
export const unsealMail = async (secrets: Secrets, sealed: string): Promise<MailContent> =>
  content.parse(JSON.parse(await secrets.unseal(sealed)))
