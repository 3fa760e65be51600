import { type MailParts, say } from '../mail-parts.ts'

/** Mails about webhooks and channels. */
export interface WebhookMails {
  webhook_disabled: {
    organization: string
    webhook: string
    is_channel: boolean
    reason: string
    url: string
  }
}

export const webhookMails: {
  [T in keyof WebhookMails]: (data: WebhookMails[T]) => MailParts
} = {
  webhook_disabled: ({ organization, webhook, is_channel, reason, url }) => ({
    subject: is_channel
      ? say`The channel ${webhook} of ${organization} was switched off`
      : say`The webhook ${webhook} of ${organization} was switched off`,
    paragraphs: [
      is_channel
        ? say`Guildhall posts nothing to the channel ${webhook} of ${organization} any more. ${reason}`
        : say`Guildhall sends nothing to the webhook ${webhook} of ${organization} any more. ${reason}`,
      say`What happened meanwhile is not sent later. When the receiver works again, switch it on.`,
    ],
    button: { label: is_channel ? 'View channels' : 'View the webhook', url },
    notes: [],
  }),
}
