import { expect, test } from 'vitest'
import { DomainError } from '#server/kernel/errors.ts'
import { canonicalHostname, displayHostname, normalizeHostname } from './normalize-hostname.ts'

const PUBLIC_URL = 'https://links.guild.example:8443'
const normalize = (text: string): string => normalizeHostname(text, PUBLIC_URL)

const ruleOf = (text: string): string => {
  try {
    return `accepted as ${normalize(text)}`
  } catch (error) {
    if (error instanceof DomainError) return error.message
    throw error
  }
}

test.each([
  ['go.example.com', 'go.example.com'],
  ['  Go.EXAMPLE.com ', 'go.example.com'],
  ['go.example.com.', 'go.example.com'],
  ['example.com', 'example.com'],
  ['Bücher.example', 'xn--bcher-kva.example'],
  ['bu\u0308cher.example', 'xn--bcher-kva.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['例え。テスト', 'xn--r8jz45g.xn--zckzah'],
  ['ｇｏ．ｅｘａｍｐｌｅ．ｃｏｍ', 'go.example.com'],
  ['team.github.io', 'team.github.io'],
  ['go.corp', 'go.corp'],
  ['sub.links.guild.example', 'sub.links.guild.example'],
])('%s is the hostname %s', (typed, hostname) => {
  expect(normalize(typed)).toBe(hostname)
  expect(normalize(hostname)).toBe(hostname)
})

test.each([
  ['https://go.example.com', 'without https://'],
  ['ftp://go.example.com/x', 'without https://'],
  ['go.example.com/path', 'without a path'],
  ['go.example.com?x=1', 'without a path'],
  ['go.example.com\\x', 'without a path'],
  ['go.example.com:8080', 'without a port'],
  ['me@example.com', 'not an e-mail address'],
  ['*.example.com', 'without *'],
  ['127.0.0.1', 'not an IP address'],
  ['0x7f.1', 'not an IP address'],
  ['2130706433', 'not an IP address'],
  ['[::1]', 'not an IP address'],
  ['2001:db8::1', 'not an IP address'],
  ['localhost', 'at least two parts'],
  ['example', 'at least two parts'],
  ['app.localhost', 'a name of the public DNS'],
  ['printer.local', 'a name of the public DNS'],
  ['1.0.0.127.in-addr.arpa', 'a name of the public DNS'],
  ['co.uk', 'under which anybody may have a domain'],
  ['github.io', 'under which anybody may have a domain'],
  ['links.guild.example', 'the address of this installation'],
  ['LINKS.guild.example.', 'the address of this installation'],
  ['go..example.com', 'letters, digits and hyphens'],
  ['.example.com', 'letters, digits and hyphens'],
  ['-go.example.com', 'letters, digits and hyphens'],
  ['go-.example.com', 'letters, digits and hyphens'],
  ['ab--cd.example.com', 'letters, digits and hyphens'],
  ['go_x.example.com', 'letters, digits and hyphens'],
  ['go.exa mple.com', 'letters, digits and hyphens'],
  ['ex%61mple.com', 'letters, digits and hyphens'],
  ['xn--zzzzzz.com', 'letters, digits and hyphens'],
  ['a\u200db.com', 'letters, digits and hyphens'],
  ['go\u0000.example.com', 'letters, digits and hyphens'],
  [`${'a'.repeat(64)}.example.com`, 'letters, digits and hyphens'],
  [`${'a.'.repeat(120)}example.com`, 'must not be longer than 242 characters'],
])('%j is refused and told why', (typed, rule) => {
  expect(ruleOf(typed)).toContain(rule)
})

test('what proxies send is brought to the same form, or is no hostname', () => {
  expect(canonicalHostname('GO.Example.COM.')).toBe('go.example.com')
  expect(canonicalHostname('bücher.example')).toBe('xn--bcher-kva.example')
  for (const text of [
    '',
    '.',
    '..',
    'localhost',
    '10.0.0.1',
    'a b.example',
    'x:80',
    '\u0000',
    '%2e%2e.example',
  ])
    expect([text, canonicalHostname(text)]).toEqual([text, null])
})

test('a name is shown in its own script, unless it mixes alphabets that look alike', () => {
  expect(displayHostname('xn--bcher-kva.example')).toBe('bücher.example')
  expect(displayHostname('xn--r8jz45g.xn--zckzah')).toBe('例え.テスト')
  expect(displayHostname('xn--pple-43d.com')).toBe('xn--pple-43d.com')
  expect(displayHostname('go.example.com')).toBe('go.example.com')
})
