import { isIP } from 'node:net'
import { domainToASCII, domainToUnicode } from 'node:url'
import { parse } from 'tldts'
import { invalid } from '#server/kernel/errors.ts'

/** The TXT record's name puts `_guildhall.` before it and must itself fit into 253 characters. */
const MAX_HOSTNAME = 242
/** Letters, digits, inner hyphens (RFC 5890 §2.3.1); `--` in third and fourth place only as an A-label's `xn--`. */
const LABEL = /^(?!-)(?!(?!xn)..--)[a-z0-9-]{1,63}(?<!-)$/
/** Names that the public DNS never holds (RFC 6761, 6762, 7686): nobody could prove them. */
const NEVER_PUBLIC = new Set(['localhost', 'local', 'invalid', 'onion', 'arpa'])

/** Lower case, A-labels, no dot at the end; null for what can't be a hostname with a dot in it. */
export const canonicalHostname = (text: string): string | null => {
  const typed = text.normalize('NFKC').trim().replace(/\.$/, '')
  // Percent-encoding would be decoded below; a URL's other marks are no part of a hostname.
  if (typed === '' || /[\s\p{Cc}%/\\:@?#*[\]]/u.test(typed)) return null
  const ascii = domainToASCII(typed)
  if (ascii.length > MAX_HOSTNAME || isIP(ascii) !== 0) return null
  const labels = ascii.split('.')
  return labels.length > 1 && labels.every((label) => LABEL.test(label)) ? ascii : null
}

const findShapeProblem = (typed: string): string | null => {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) return 'must be a hostname alone, without https://'
  if (/[/\\?#]/.test(typed)) return 'must be a hostname alone, without a path'
  if (typed.includes('@')) return 'must be a hostname, not an e-mail address'
  if (typed.includes('*')) return 'must be one hostname, without *'
  const bare = typed.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0 || isIP(domainToASCII(bare)) !== 0) return 'must be a name, not an IP address'
  if (typed.includes(':')) return 'must be a hostname alone, without a port'
  if (!/[.\u3002]/.test(typed.replace(/\.$/, ''))) return 'must have at least two parts, like go.example.com'
  return null
}

const findNameProblem = (hostname: string, ownHostname: string): string | null => {
  const { publicSuffix } = parse(hostname, { allowPrivateDomains: true })
  if (hostname === ownHostname) return 'is the address of this installation itself'
  if (hostname === publicSuffix) return 'is a name under which anybody may have a domain'
  return NEVER_PUBLIC.has(hostname.split('.').at(-1) ?? '') ? 'must be a name of the public DNS' : null
}

/**
 * A hostname as people type it → lower-case A-labels.
 * @throws 400 on `hostname`, naming the rule.
 */
export const normalizeHostname = (text: string, publicUrl: string): string => {
  const typed = text.normalize('NFKC').trim()
  const shape = findShapeProblem(typed)
  if (shape !== null) throw invalid('hostname', shape)
  const hostname = canonicalHostname(typed)
  if (hostname === null) {
    const rule = 'must be letters, digits and hyphens between dots, like go.example.com'
    throw invalid(
      'hostname',
      typed.length > MAX_HOSTNAME ? `must not be longer than ${MAX_HOSTNAME} characters` : rule,
    )
  }
  const problem = findNameProblem(hostname, new URL(publicUrl).hostname)
  if (problem !== null) throw invalid('hostname', problem)
  return hostname
}

const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee'].map(
  (script) => new RegExp(`\\p{Script=${script}}`, 'u'),
)

/** As people read it, in its own script; a label that mixes alphabets which look alike stays an A-label. */
export const displayHostname = (hostname: string): string =>
  hostname
    .split('.')
    .map((label) => {
      const shown = domainToUnicode(label)
      const mixed = SCRIPTS.filter((script) => script.test(shown)).length > 1
      return mixed || shown === '' ? label : shown
    })
    .join('.')
