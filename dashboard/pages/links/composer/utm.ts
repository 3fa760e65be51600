/** The parameters of campaigns, in the order people fill them in. */
export const UTM_FIELDS = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const
type UtmField = (typeof UTM_FIELDS)[number]
export type Utm = Record<UtmField, string>

interface Parts {
  base: string
  /** `name=value`, as written. */
  pairs: string[]
  /** With its `#`, or empty. */
  hash: string
}

function splitDestination(destination: string): Parts {
  const hashAt = destination.indexOf('#')
  const hash = hashAt === -1 ? '' : destination.slice(hashAt)
  const rest = hashAt === -1 ? destination : destination.slice(0, hashAt)
  const queryAt = rest.indexOf('?')
  if (queryAt === -1) return { base: rest, pairs: [], hash }
  const pairs = rest
    .slice(queryAt + 1)
    .split('&')
    .filter((pair) => pair !== '')
  return { base: rest.slice(0, queryAt), pairs, hash }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

const nameOf = (pair: string): string => decode(pair.split('=', 1)[0] ?? '')
const valueIn = (pair: string): string =>
  pair.includes('=') ? decode(pair.slice(pair.indexOf('=') + 1)) : ''

/** The campaign parameters that a destination's query holds; the first where one stands twice. */
export function readUtm(destination: string): Utm {
  const { pairs } = splitDestination(destination)
  const values = UTM_FIELDS.map((field) => {
    const pair = pairs.find((candidate) => nameOf(candidate) === field)
    return [field, pair === undefined ? '' : valueIn(pair)] as const
  })
  return Object.fromEntries(values) as Utm
}

/**
 * The destination with some campaign parameters set, or left out where empty. Everything else of it stays as it was
 * written: URLSearchParams would encode the other parameters anew, and break signed addresses.
 */
export function writeUtm(destination: string, changes: Partial<Utm>): string {
  const { base, pairs, hash } = splitDestination(destination)
  let kept = pairs
  for (const field of UTM_FIELDS) {
    const value = changes[field]
    if (value === undefined) continue
    const at = kept.findIndex((pair) => nameOf(pair) === field)
    const others = kept.filter((pair) => nameOf(pair) !== field)
    if (value !== '')
      others.splice(at === -1 ? others.length : at, 0, `${field}=${encodeURIComponent(value)}`)
    kept = others
  }
  return `${base}${kept.length === 0 ? '' : `?${kept.join('&')}`}${hash}`
}

/** "google / cpc / spring", or empty where a destination names no campaign. */
export const sayUtm = (destination: string): string =>
  Object.values(readUtm(destination))
    .filter((value) => value !== '')
    .join(' / ')
