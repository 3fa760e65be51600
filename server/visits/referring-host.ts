import { LRUCache } from 'lru-cache'
import { parseUrl } from '#shared/parse-url.ts'

const MAX_LENGTH = 253
const KEPT = 5000
const known = new LRUCache<string, string>({ max: KEPT })

const parse = (referrer: string): string => {
  if (parseUrl(referrer) === null) return ''
  const host = new URL(referrer).hostname.toLowerCase().replace(/^www\./, '')
  return /^[\w.:[\]-]+$/.test(host) ? host.slice(0, MAX_LENGTH) : ''
}

/** Host of a Referer header without `www.`, like `news.example`; '' where there is none. The path is never kept. */
export const referringHost = (referrer: string): string => {
  if (referrer === '') return ''
  const read = referrer.slice(0, 2048)
  const found = known.get(read)
  if (found !== undefined) return found
  const host = parse(read)
  known.set(read, host)
  return host
}
