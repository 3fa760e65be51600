import { describe, expect, it } from 'vitest'
import { slugKeyOf } from '#server/addresses/slug-key.ts'
import { randomSlug } from './random-slug.ts'
import { findSlugProblem } from './slug-rules.ts'

const onShared = (slug: string) => findSlugProblem(slug, true)?.code ?? null
const onOwn = (slug: string) => findSlugProblem(slug, false)?.code ?? null

const NEVER: [string, string][] = [
  ['nothing', ''],
  ['a space', 'a b'],
  ['a line break', 'a\nb'],
  ['a line break at the end', 'a\n'],
  ['a control character', 'a\u0007b'],
  ['a delete character', 'a\u007fb'],
  ['percent-encoding', 'a%2fb'],
  ['percent-encoded dots', '%2e%2e'],
  ['a question mark', 'a?b'],
  ['a hash', 'a#b'],
  ['a backslash', 'a\\b'],
  ['the suffix that shows where a link leads', 'spring+'],
  ['a colon', 'a:b'],
  ['an at sign', 'a@b'],
  ['quotes', `a"b`],
  ['markup', '<script>'],
  ['a dot segment', '.'],
  ['two dots', '..'],
  ['an absolute path', '/etc/passwd'],
  ['a climbing path', 'a/../b'],
  ['a slash at the end', 'a/'],
  ['two slashes', 'a//b'],
  ['a zero-width space', 'pay\u200bpal'],
  ['a zero-width joiner', 'a\u200db'],
  ['a soft hyphen', 'pay\u00adpal'],
  ['a direction override', 'abc\u202egpj'],
  ['a direction isolate', 'a\u2066b'],
  ['a grapheme joiner', 'a\u034fb'],
  ['a Hangul filler', 'a\u3164b'],
  ['a byte order mark', '\ufeffa'],
  ['a tag character', 'a\u{e0061}b'],
  ['a private use character', 'a\ue000b'],
  ['a lone surrogate', 'a\ud800'],
  ['four kilobytes', 'a'.repeat(4096)],
  ['101 characters', 'a'.repeat(101)],
  ['a slash in its full width', 'a\uff0fb'],
  ['a percent sign in its full width', 'a\uff052fb'],
  ['a ligature that holds spaces', '\ufdfa'],
  ['a digit with a dot, twice', '\u2488\u2488/..'],
  ['well-known', '.well-known'],
  ['below well-known', '.well-known/acme-challenge/x'],
]

describe('on any host', () => {
  it.each(NEVER)('refuses %s', (_, slug) => {
    expect(onShared(slug)).not.toBeNull()
    expect(onOwn(slug)).not.toBeNull()
  })

  it('takes letters, digits and . _ ~ -', () => {
    for (const slug of ['a', '7', 'Spring-2026', 'v1.2', 'a_b~c', 'a..b', 'a'.repeat(100)]) {
      expect([slug, onShared(slug), onOwn(slug)]).toEqual([slug, null, null])
    }
  })
})

describe('on the shared host', () => {
  it('takes ASCII alone, so that no slug looks like another', () => {
    // Cyrillic, Greek, full width, a combining mark, Turkish i, the Kelvin sign, emoji.
    for (const slug of ['раураl', 'gοοgle', 'ｓａｌｅ', 'sale\u0301', 'sıle', '\u212aelvin', '🎉', 'straße'])
      expect([slug, onShared(slug)]).toEqual([slug, 'invalid_input'])
  })

  it('wants a letter or digit at either end, and no slashes', () => {
    for (const slug of ['-a', 'a-', '.a', 'a.', '_a', 'a~', '-', '~', 'a/b', '.env', '...'])
      expect([slug, onShared(slug)]).toEqual([slug, 'invalid_input'])
  })

  it('keeps the paths of the product for it, in any case, and its files at the root', () => {
    for (const slug of [
      'api',
      'API',
      'Dashboard',
      'sign-in',
      'robots.txt',
      'favicon.ico',
      'index.html',
      'sitemap.xml',
    ])
      expect([slug, onShared(slug)]).toEqual([slug, 'slug_reserved'])
    expect(onShared('api-launch')).toBeNull()
  })
})

describe("on one's own domain", () => {
  it('takes letters of any script, emoji and segments', () => {
    const slugs = [
      'straße',
      'весна',
      '春天',
      'ربيع',
      'नमस्ते',
      '🎉',
      '❤️',
      '👍🏽',
      '🇩🇪',
      'docs/v2/start',
      'api',
      'a/-/b',
    ]
    for (const slug of slugs) expect([slug, onOwn(slug)]).toEqual([slug, null])
  })

  it('keeps .well-known for certificates and apps', () => {
    expect(onOwn('.Well-Known/x')).toBe('slug_reserved')
    expect(onOwn('well-known')).toBeNull()
  })
})

describe('the key', () => {
  it('is the same for every way to write a slug', () => {
    expect(slugKeyOf('Spring')).toBe('spring')
    expect(slugKeyOf('ＳＰＲＩＮＧ')).toBe('spring')
    expect(slugKeyOf('caf\u0065\u0301')).toBe(slugKeyOf('CAF\u00c9'))
  })

  it('is its own key', () => {
    for (let code = 1; code < 0x30000; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const key = slugKeyOf(String.fromCodePoint(code))
      if (slugKeyOf(key) !== key) throw new Error(`U+${code.toString(16)}`)
    }
  })
})

it('random slugs are seven characters without look-alikes, allowed on every host', () => {
  const slugs = Array.from({ length: 2000 }, randomSlug)
  for (const slug of slugs) expect(slug).toMatch(/^[23456789abcdefghjkmnpqrstuvwxyz]{7}$/)
  expect(new Set(slugs).size).toBe(slugs.length)
})
