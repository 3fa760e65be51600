import { parseUrl } from './parse-url.ts'

/** Schemes a destination may have besides those of the organization's own registered apps. */
export const OPEN_SCHEMES: ReadonlySet<string> = new Set([
  'http',
  'https',
  'mailto',
  'tel',
  'sms',
  'whatsapp',
  'tg',
  'slack',
  'zoommtg',
  'spotify',
  'itms-apps',
  'market',
])

/** Schemes that run or read something where they are opened: never a destination, registered app or not. */
export const NEVER_SCHEMES: ReadonlySet<string> = new Set(
  'javascript data vbscript file blob about view-source filesystem ms-msdt search-ms ms-officecmd intent jar ws wss ftp'.split(
    ' ',
  ),
)

const MAX_DESTINATION = 4096

export type DestinationProblem =
  | 'must be a whole address, like https://example.com/page'
  | 'must not be longer than 4096 characters'
  | 'must not hold a user name or password'
  | 'must not hold spaces or control characters'
  | `must not start with ${string}:`

/** The scheme of a destination, lower case, without the colon; null where there is none. */
export const schemeOf = (destination: string): string | null =>
  /^([a-z][a-z0-9+.-]*):/i.exec(destination)?.[1]?.toLowerCase() ?? null

/** The rule a destination breaks whoever gives it, or null. Whether an app's scheme is allowed, the verb decides. */
export const findDestinationProblem = (text: string): DestinationProblem | null => {
  if (text.length > MAX_DESTINATION) return 'must not be longer than 4096 characters'
  if (/[\s\p{Cc}\p{Cf}]/u.test(text)) return 'must not hold spaces or control characters'
  const scheme = schemeOf(text)
  const url = parseUrl(text)
  if (scheme === null || url === null) return 'must be a whole address, like https://example.com/page'
  if (NEVER_SCHEMES.has(scheme)) return `must not start with ${scheme}:`
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password'
  const isWeb = scheme === 'http' || scheme === 'https'
  return isWeb && (url.hostname === '' || !/^https?:\/\//i.test(text))
    ? 'must be a whole address, like https://example.com/page'
    : null
}
