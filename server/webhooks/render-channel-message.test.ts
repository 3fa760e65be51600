import { describe, expect, test } from 'vitest'
import { ALL_WEBHOOK_EVENTS, type WebhookEventType } from '#shared/webhook-events.ts'
import { WEBHOOK_EXAMPLES } from '#shared/webhook-examples.ts'
import { describeEvent } from './describe-event.ts'
import { renderDiscord, renderSlack } from './render-channel-message.ts'

const plain = (type: WebhookEventType, data: unknown = WEBHOOK_EXAMPLES[type]): string => {
  const { text } = JSON.parse(renderSlack(describeEvent(type, JSON.stringify({ data }), 'Acme'))) as {
    text: string
  }
  return text.replaceAll('\u200c', '')
}

test('each event is one sentence', () => {
  expect(Object.fromEntries(ALL_WEBHOOK_EVENTS.map((type) => [type, plain(type)]))).toEqual({
    'link.created':
      'Ada Lovelace created the short link <https://go.example.com/spring|go.example.com/spring>, which leads to https://www.example.com/spring-sale.',
    'link.updated':
      'Ada Lovelace changed the short link <https://go.example.com/spring|go.example.com/spring>.',
    'link.deleted': 'Ada Lovelace deleted the short link go.example.com/spring.',
    'link.clicked':
      'Somebody in Germany followed the short link <https://go.example.com/spring|go.example.com/spring>, coming from news.example.',
    'member.joined': 'Grace Hopper joined Acme with the role Member.',
    'member.removed': 'Ada Lovelace removed Grace Hopper from Acme.',
    'member.role_changed': 'Ada Lovelace changed the role of Grace Hopper from Member to Admin.',
    'booking.created': 'A meeting was booked: Introduction.',
    'booking.rescheduled': 'A meeting was moved to another time: Introduction.',
    'booking.cancelled': 'A meeting was cancelled: Introduction.',
  })
})

test('data that lacks what is expected still makes a sentence', () => {
  for (const type of ALL_WEBHOOK_EVENTS)
    for (const data of [{}, null, 7, { link: [], member: 'x', actor: { name: 5 } }])
      expect(plain(type, data)).toMatch(/\.$/)
  expect(plain('member.removed', { member: { name: 'Grace' }, reason: 'left' })).toBe('Grace left Acme.')
})

const HOSTILE = [
  '<!channel>',
  '<!everyone|x>',
  '<@U012AB3CD>',
  '<https://evil.example|click>',
  '&lt;!here&gt;',
  '@everyone',
  '@here',
  '<@&1234>',
  '[click](https://evil.example)',
  '[click]: https://evil.example',
  'https://evil.example',
  'www.evil.example',
  '**bold** __x__ ~~y~~ ||spoiler||',
  '\\@everyone \\[a](b)',
  'line\n# heading\r\n> quote\u2028more',
  '<t:1:R> <:emoji:1> :tada:',
  '\u202Egnp.exe',
]

describe.each(HOSTILE)('the name %j', (name) => {
  const parts = describeEvent(
    'link.updated',
    JSON.stringify({ data: { actor: { name }, link: { short_url: `https://go.example.com/${name}` } } }),
    'Acme',
  )

  test('makes no mention, link or new line in Slack', () => {
    const { text } = JSON.parse(renderSlack(parts)) as { text: string }
    const marks = text.match(/<[^>]*>/g) ?? []
    expect(marks.every((mark) => mark.startsWith('<https://go.example.com/'))).toBe(true)
    expect(marks.join('').match(/\|/g)?.length ?? 0).toBe(marks.length)
    const [typed = ''] = text.split(' changed the short link ')
    expect(typed).not.toMatch(/[<>]|@\w|:\/\/|\w\.\w|\]\(|\]:|\p{Cc}|\u2028|\u202e/u)
    expect(typed.replace(/&(amp|lt|gt);/g, '')).not.toContain('&')
  })

  test('makes no mention, link or mark-up in Discord', () => {
    const { content, allowed_mentions } = JSON.parse(renderDiscord(parts)) as {
      content: string
      allowed_mentions: unknown
    }
    expect(allowed_mentions).toEqual({ parse: [] })
    const [typed = ''] = content.split(' changed the short link ')
    const unescaped = typed.replace(/\\[^a-z0-9\s]/gi, '')
    expect(unescaped).not.toMatch(/[\\*_~`|>#()[\]<:@]|\w\.\w|\p{Cc}|\u2028|\u202e/u)
    expect(content.match(/(?<!\\)\]\(<https:\/\/go\.example\.com\/[^<>()\s]*>\)/g)).toHaveLength(1)
  })
})

test('what is no web address is not made a link', () => {
  const data = { link: { short_url: 'javascript:alert(1)' }, actor: { name: 'Ada' } }
  const parts = describeEvent('link.updated', JSON.stringify({ data }), 'Acme')
  expect(renderSlack(parts)).not.toMatch(/</)
  expect(renderDiscord(parts)).not.toMatch(/\]\(/)
})
