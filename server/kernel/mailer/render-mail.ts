import { breakLinks, cleanLine, cleanLines } from './clean-text.ts'
import { html, type SafeHtml } from './escape-html.ts'
import type { MailParts, Sentence } from './mail-parts.ts'
import { type AccountMails, accountMails } from './templates/account-mails.ts'
import { type AddressMails, addressMails } from './templates/address-mails.ts'
import { type InvitationMails, invitationMails } from './templates/invitation-mails.ts'
import { type LinkMails, linkMails } from './templates/link-mails.ts'
import { type OrganizationMails, organizationMails } from './templates/organization-mails.ts'
import { type WebhookMails, webhookMails } from './templates/webhook-mails.ts'

/** Every mail there is: its name → what it needs to know. */
export type MailTemplates = AccountMails &
  InvitationMails &
  OrganizationMails &
  AddressMails &
  LinkMails &
  WebhookMails
export type MailTemplate = keyof MailTemplates

export interface RenderedMail {
  subject: string
  text: string
  html: string
}

const templates: { [T in MailTemplate]: (data: MailTemplates[T]) => MailParts } = {
  ...accountMails,
  ...invitationMails,
  ...organizationMails,
  ...webhookMails,
  ...addressMails,
  ...linkMails,
}

const MAX_NAME = 80
const MAX_SUBJECT = 180
const MAX_QUOTE = 1000
const MAX_QUOTE_LINES = 20

const instant = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'medium',
  timeStyle: 'short',
  hourCycle: 'h23',
  timeZone: 'UTC',
})

const plain = (value: string | number | Date): string => {
  if (value instanceof Date) return `${instant.format(value)} UTC`
  return typeof value === 'number' ? value.toLocaleString('en-US') : cleanLine(value, MAX_NAME)
}

const unlinked = (value: string | number | Date): string =>
  typeof value === 'string' ? breakLinks(plain(value)) : plain(value)

const sentenceText = ({ literals, values }: Sentence, show = unlinked): string =>
  literals.reduce((text, literal, at) => text + show(values[at - 1] ?? '') + literal)

const sentenceHtml = ({ literals, values }: Sentence): SafeHtml[] =>
  literals.flatMap((literal, at) => {
    const value = values[at]
    const after = value === undefined ? html`` : html`<strong><bdi>${unlinked(value)}</bdi></strong>`
    return [html`${literal}`, after]
  })

const paragraph = (content: SafeHtml[]): SafeHtml =>
  html`<p style="margin:0 0 16px;overflow-wrap:anywhere">${content}</p>`

const quoteHtml = ({ by, text }: { by: string; text: string }): SafeHtml => {
  const lines = cleanLines(text, MAX_QUOTE, MAX_QUOTE_LINES).map((line) => html`${breakLinks(line)}<br>`)
  return html`<p style="margin:0 0 4px"><bdi>${breakLinks(cleanLine(by, MAX_NAME))}</bdi> wrote:</p>
<blockquote dir="auto" style="margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #8a8a83;overflow-wrap:anywhere">${lines}</blockquote>`
}

const buttonHtml = ({ label, url }: { label: string; url: string }): SafeHtml =>
  html`<p style="margin:24px 0 12px"><a href="${url}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#0f766e;color:#ffffff;font-weight:600;text-decoration:none">${label}</a></p>
<p style="margin:0 0 24px;font-size:13px;overflow-wrap:anywhere">Or open this address: <a href="${url}" class="bare" style="color:#0f766e">${url}</a></p>`

const renderHtml = (parts: MailParts, subject: string, host: string): string => {
  const sentences = [...greeting(parts.name), ...parts.paragraphs]
  const small = [...parts.notes.map(sentenceHtml)].map(
    (note) =>
      html`<p class="small" style="margin:0 0 8px;font-size:13px;color:#5c5c57;overflow-wrap:anywhere">${note}</p>`,
  )
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>
@media (prefers-color-scheme: dark) {
  body { background: #161614 !important; color: #ecebe6 !important; }
  .small { color: #a8a79f !important; }
  .bare { color: #5eead4 !important; }
}
</style>
</head>
<body style="margin:0;padding:24px 16px;background:#ffffff;color:#1c1c1a;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:560px;margin:0 auto">
${sentences.map((sentence) => paragraph(sentenceHtml(sentence)))}
${parts.quote === undefined ? '' : quoteHtml(parts.quote)}
${parts.button === undefined ? '' : buttonHtml(parts.button)}
${small}
<p class="small" style="margin:24px 0 0;font-size:13px;color:#5c5c57">Sent by Guildhall at ${host}</p>
</div>
</body>
</html>
`.source
}

const greeting = (name: string | undefined): Sentence[] =>
  name === undefined || cleanLine(name, MAX_NAME) === ''
    ? []
    : [{ literals: ['Hello ', ','], values: [name] }]

const renderText = (parts: MailParts, host: string): string => {
  const blocks = [...greeting(parts.name), ...parts.paragraphs].map((sentence) => sentenceText(sentence))
  if (parts.quote !== undefined) {
    const lines = cleanLines(parts.quote.text, MAX_QUOTE, MAX_QUOTE_LINES)
    const quoted = lines.map((line) => `> ${breakLinks(line)}`.trimEnd()).join('\n')
    blocks.push(`${breakLinks(cleanLine(parts.quote.by, MAX_NAME))} wrote:\n${quoted}`)
  }
  if (parts.button !== undefined) blocks.push(`${parts.button.label}:\n${parts.button.url}`)
  blocks.push(...parts.notes.map((note) => sentenceText(note)), `-- \nSent by Guildhall at ${host}`)
  return `${blocks.join('\n\n')}\n`
}

/**
 * Subject, text and HTML of a mail. Names and messages in `data` may be hostile: they are cleaned, cut and escaped.
 * Throws when the mail's link does not lead to this instance.
 */
export const renderMail = <T extends MailTemplate>(
  template: T,
  data: MailTemplates[T],
  publicUrl: string,
): RenderedMail => {
  const parts = templates[template](data)
  if (parts.button !== undefined && new URL(parts.button.url).origin !== publicUrl)
    throw new Error(`The mail ${template} may link to ${publicUrl} only.`)
  const subject = cleanLine(sentenceText(parts.subject, plain), MAX_SUBJECT)
  const { host } = new URL(publicUrl)
  return { subject, text: renderText(parts, host), html: renderHtml(parts, subject, host) }
}
