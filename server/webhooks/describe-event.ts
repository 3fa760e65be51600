import { WEBHOOK_EVENTS, type WebhookEventType } from '#shared/webhook-events.ts'

/** A piece of a sentence: words of ours, a text that anybody may have typed, or a link with what it is called. */
export type SentencePart = string | { typed: string } | { url: string; label: string }

type Data = Record<string, unknown>

const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text at a path of the event's data; '' where there is none. */
const textAt = (data: Data, ...path: string[]): string => {
  let value: unknown = data
  for (const name of path) value = isData(value) ? value[name] : undefined
  return typeof value === 'string' ? value : ''
}

const countries = new Intl.DisplayNames('en', { type: 'region' })

/** " in Germany"; nothing where the country is not known or the visitor asked not to be tracked. */
const inCountry = (code: string): string =>
  /^[A-Z]{2}$/.test(code) ? ` in ${countries.of(code) ?? code}` : ''

const actorOf = (data: Data): SentencePart => {
  const name = textAt(data, 'actor', 'name')
  return name === '' ? 'Somebody' : { typed: name }
}

const linkOf = (data: Data): SentencePart => {
  const url = textAt(data, 'link', 'short_url')
  return { url, label: url.replace(/^https?:\/\//, '') }
}

const memberOf = (data: Data): SentencePart => ({ typed: textAt(data, 'member', 'name') })

const titleOf = (data: Data): SentencePart[] => {
  const title = textAt(data, 'booking', 'title')
  return title === '' ? [] : [': ', { typed: title }]
}

const describeClick = (data: Data): SentencePart[] => {
  const referrer = textAt(data, 'click', 'referrer')
  return [
    `Somebody${inCountry(textAt(data, 'click', 'country'))} followed the short link `,
    linkOf(data),
    ...(textAt(data, 'click', 'trigger') === 'qr' ? [' by its QR code'] : []),
    ...(referrer === '' ? [] : [', coming from ', { typed: referrer }]),
    '.',
  ]
}

const describeRemoval = (data: Data, organization: string): SentencePart[] =>
  textAt(data, 'reason') === 'removed'
    ? [actorOf(data), ' removed ', memberOf(data), ' from ', { typed: organization }, '.']
    : [memberOf(data), ' left ', { typed: organization }, '.']

const describeMeeting =
  (type: WebhookEventType) =>
  (data: Data): SentencePart[] => [WEBHOOK_EVENTS[type], ...titleOf(data), '.']

const SENTENCES: Record<WebhookEventType, (data: Data, organization: string) => SentencePart[]> = {
  'link.created': (data) => [
    actorOf(data),
    ' created the short link ',
    linkOf(data),
    ', which leads to ',
    { typed: textAt(data, 'link', 'destination') },
    '.',
  ],
  'link.updated': (data) => [actorOf(data), ' changed the short link ', linkOf(data), '.'],
  'link.deleted': (data) => [
    actorOf(data),
    ' deleted the short link ',
    { typed: textAt(data, 'link', 'short_url').replace(/^https?:\/\//, '') },
    '.',
  ],
  'link.clicked': describeClick,
  'member.joined': (data, organization) => [
    memberOf(data),
    ' joined ',
    { typed: organization },
    ' with the role ',
    { typed: textAt(data, 'member', 'role', 'name') },
    '.',
  ],
  'member.removed': describeRemoval,
  'member.role_changed': (data) => [
    actorOf(data),
    ' changed the role of ',
    memberOf(data),
    ' from ',
    { typed: textAt(data, 'previous_role', 'name') },
    ' to ',
    { typed: textAt(data, 'member', 'role', 'name') },
    '.',
  ],
  'booking.created': describeMeeting('booking.created'),
  'booking.rescheduled': describeMeeting('booking.rescheduled'),
  'booking.cancelled': describeMeeting('booking.cancelled'),
}

/** The event in one plain sentence; examples say that they are some. */
export const describeEvent = (type: WebhookEventType, body: string, organization: string): SentencePart[] => {
  const event: unknown = JSON.parse(body)
  const data = isData(event) && isData(event.data) ? event.data : {}
  const sentence = SENTENCES[type](data, organization)
  return data.is_example === true ? ['An example: ', ...sentence] : sentence
}
