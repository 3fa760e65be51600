import { describe, expect, test } from 'vitest'
import { describeUserAgent } from './describe-user-agent.ts'
import { firstLanguage } from './first-language.ts'
import { hashVisitor } from './hash-visitor.ts'
import { campaignOf } from './read-campaign.ts'
import { referringHost } from './referring-host.ts'

const SAFARI = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15'
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36'

describe('a user agent', () => {
  test.each([
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${SAFARI}`, 'desktop', 'macOS', 'Safari'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}`, 'desktop', 'Windows', 'Chrome'],
    [
      'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0',
      'desktop',
      'Linux',
      'Firefox',
    ],
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME}`, 'desktop', 'Chrome OS', 'Chrome'],
    [`Mozilla/5.0 (Linux; Android 13; SM-X700) ${CHROME}`, 'tablet', 'Android', 'Chrome'],
    [`Mozilla/5.0 (iPad; CPU OS 15_0 like Mac OS X) ${SAFARI}`, 'tablet', 'iOS', 'Safari'],
    [`Mozilla/5.0 (SMART-TV; Linux; Tizen 5.0) ${SAFARI}`, 'tv', 'Other', 'Safari'],
    [`Mozilla/5.0 (PlayStation; PlayStation 5/2.26) ${SAFARI}`, 'console', 'Other', 'Safari'],
  ])('%s is read', (userAgent, device, os, browser) => {
    expect(describeUserAgent(userAgent)).toEqual({ device, os, browser, isBot: false })
  })

  test.each(['', '   ', 'curl/8.4.0', 'Mozilla/5.0 (compatible; Googlebot/2.1)', 'facebookexternalhit/1.1'])(
    'of a robot is known: %s',
    (userAgent) => {
      expect(describeUserAgent(userAgent).isBot).toBe(true)
    },
  )

  test('of any length costs little', () => {
    const start = performance.now()
    for (let n = 0; n < 50; n++) describeUserAgent(`${n}${'Mozilla/5.0 (('.repeat(10_000)}`)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

test.each([
  ['de-DE,de;q=0.9,en;q=0.8', 'de'],
  ['en;q=0.5, fr-CA;q=0.9', 'fr'],
  ['*', ''],
  ['', ''],
  ['zh-Hant-TW', 'zh'],
  ['de;q=0, en;q=0.1', 'en'],
  ['x'.repeat(10_000), ''],
  ['DE', 'de'],
])('the language of %s is %s', (header, language) => {
  expect(firstLanguage(header)).toBe(language)
})

test.each([
  ['https://www.News.example/path?secret=1', 'news.example'],
  ['android-app://com.google.android.gm/', 'com.google.android.gm'],
  ['http://[::1]:3000/', '[::1]'],
  ['not a url', ''],
  ['', ''],
  ['https://münchen.example/', 'xn--mnchen-3ya.example'],
])('the referrer %s is kept as %s', (referrer, host) => {
  expect(referringHost(referrer)).toBe(host)
})

test('UTM fields are the visitor’s, each that lacks the destination’s', () => {
  const destination = 'https://x.example/?utm_source=kept&utm_medium=mail#utm_term=no'
  expect(campaignOf('utm_source=a%20b&utm_medium=', destination)).toBe('a b\tmail\t\t\t')
  expect(campaignOf(`utm_term=%00%09${'é'.repeat(300)}`, '')).toBe(`\t\t\t${'é'.repeat(200)}\t`)
  expect(campaignOf('a=b', 'https://x.example/?c=d')).toBe('\t\t\t\t')
})

test('a visitor is another in each organization and month', () => {
  const click = { organizationId: 'org_1', ip: '203.0.113.1', userAgent: 'A' }
  const [may, june] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const hashes = [
    hashVisitor(may, click),
    hashVisitor(june, click),
    hashVisitor(may, { ...click, organizationId: 'org_2' }),
    hashVisitor(may, { ...click, ip: '203.0.113.2' }),
    hashVisitor(may, { ...click, userAgent: 'B' }),
  ]
  expect(new Set(hashes).size).toBe(5)
  expect(hashVisitor(may, { ...click })).toBe(hashes[0])
  expect(hashes[0]).toMatch(/^[0-9a-f]{32}$/)
})
