import { cleanLine } from '#server/kernel/mailer/clean-text.ts'
import { parseUrl } from '#shared/parse-url.ts'
import type { SentencePart } from './describe-event.ts'

/** Discord takes 2,000 characters in all, and a break or backslash beside each sign. */
const MAX_TYPED = 120
/** An invisible non-joiner: breaks what would become a mention, a link or an emoji, and is not seen. */
const BREAK = '\u200c'

/** Takes from typed text all that a chat program makes mentions, links, emoji or a new line of. */
const breakMarks = (text: string): string =>
  cleanLine(text, MAX_TYPED).replace(/[@#:.。．｡/\])]/gu, (mark) => `${mark}${BREAK}`)

/** Slack's three entities; nothing else is escaped there: https://docs.slack.dev/messaging/formatting-message-text */
const escapeSlack = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '')

/** Every sign that Discord's markdown knows gets a backslash. */
const escapeDiscord = (text: string): string => text.replace(/[\\*_~`|>#()[\]<:@-]/g, '\\$&')

/** The address, safe inside <…>; null for what is no web address. */
const webAddress = (url: string): string | null => {
  if (parseUrl(url) === null) return null
  const parsed = new URL(url)
  if (!/^https?:$/.test(parsed.protocol)) return null
  return parsed.href.replace(/[<>|\s()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

const slackPart = (part: SentencePart): string => {
  if (typeof part === 'string') return part
  if ('typed' in part) return escapeSlack(breakMarks(part.typed))
  const address = webAddress(part.url)
  const label = escapeSlack(breakMarks(part.label).replaceAll('|', '¦'))
  return address === null ? label : `<${escapeSlack(address)}|${label}>`
}

const discordPart = (part: SentencePart): string => {
  if (typeof part === 'string') return part
  if ('typed' in part) return escapeDiscord(breakMarks(part.typed))
  const address = webAddress(part.url)
  const label = escapeDiscord(breakMarks(part.label))
  return address === null ? label : `[${label}](<${address}>)`
}

/** Suppresses previews of links: https://discord.com/developers/docs/resources/message#message-object-message-flags */
const SUPPRESS_EMBEDS = 4

/** The body for Slack's incoming webhooks, and for what understands the same (Mattermost, Rocket.Chat). */
export const renderSlack = (parts: readonly SentencePart[]): string =>
  JSON.stringify({ text: parts.map(slackPart).join(''), unfurl_links: false, unfurl_media: false })

/** The body for Discord's webhooks; it mentions nobody, whatever the text holds. */
export const renderDiscord = (parts: readonly SentencePart[]): string =>
  JSON.stringify({
    content: parts.map(discordPart).join(''),
    allowed_mentions: { parse: [] },
    flags: SUPPRESS_EMBEDS,
  })
