import { slugKeyOf } from '#server/addresses/slug-key.ts'

/** What a path asks for: the key of a slug, what follows it, and whether it asks where the link leads (`+`). */
export interface AskedSlug {
  slugKey: string
  /** Segments after the slug, on the instance's own host. */
  rest: string[]
  asksForDetails: boolean
}

const OWN_SLUG = /^[a-z0-9](?:[a-z0-9._~-]{0,98}[a-z0-9])?$/i
const MAX_PATH = 1000
const MAX_SLUG = 100
/** Nobody's slug holds these; a NUL would be an error of the database. */
const NEVER = /[\s\p{Cc}\p{Cf}\p{Cs}%?#\\]/u

/** Segments of a path, decoded; null where it is broken or hides a slash. A raw byte above 127 counts as UTF-8. */
const decodeSegments = (path: string): string[] | null => {
  if (path.length > MAX_PATH || !path.startsWith('/')) return null
  const sent = /^[\x21-\x7e]*$/.test(path) ? path : Buffer.from(path, 'latin1').toString()
  const inner = sent.slice(1, sent.length > 1 && sent.endsWith('/') ? -1 : undefined)
  try {
    const segments = inner.split('/').map((segment) => decodeURIComponent(segment))
    return segments.every((segment) => segment !== '' && !segment.includes('/')) ? segments : null
  } catch {
    return null
  }
}

const withoutPlus = (text: string): { slug: string; asksForDetails: boolean } =>
  text.endsWith('+') && text.length > 1
    ? { slug: text.slice(0, -1), asksForDetails: true }
    : { slug: text, asksForDetails: false }

/** Reads a path of the instance's own host: `/SLUG` and what lies below; null where no slug can be meant. */
export const readOwnSlug = (path: string): AskedSlug | null => {
  const segments = decodeSegments(path)
  if (segments === null) return null
  const [first = '', ...rest] = segments
  const { slug, asksForDetails } =
    rest.length === 0 ? withoutPlus(first) : { slug: first, asksForDetails: false }
  if (!OWN_SLUG.test(slug) || rest.some((segment) => NEVER.test(segment))) return null
  return { slugKey: slugKeyOf(slug), rest, asksForDetails }
}

/** Reads a path of a custom domain, all of which is the slug; null where none can be meant. */
export const readCustomSlug = (path: string): AskedSlug | null => {
  const segments = decodeSegments(path)
  if (segments === null || segments.some((segment) => segment === '.' || segment === '..')) return null
  const { slug, asksForDetails } = withoutPlus(segments.join('/'))
  if ([...slug].length > MAX_SLUG || NEVER.test(slug)) return null
  return { slugKey: slugKeyOf(slug), rest: [], asksForDetails }
}
