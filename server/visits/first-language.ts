import { LRUCache } from 'lru-cache'

const RANGE = /^([a-z]{2,3})(?:-[a-z0-9-]{1,40})?$/i
/** More than a browser ever sends; the rest of a longer header is not read. */
const MAX_LENGTH = 200
const KEPT = 2000
const known = new LRUCache<string, string>({ max: KEPT })

const weightOf = (parameters: string[]): number => {
  const quality = parameters.find((parameter) => /^\s*q=/i.test(parameter))
  const weight = quality === undefined ? 1 : Number(quality.slice(quality.indexOf('=') + 1))
  return Number.isFinite(weight) ? weight : 0
}

const parse = (header: string): string => {
  let best = ''
  let bestWeight = 0
  for (const part of header.split(',')) {
    const [range = '', ...parameters] = part.split(';')
    const language = RANGE.exec(range.trim())?.[1]
    const weight = weightOf(parameters)
    if (language === undefined || weight <= bestWeight) continue
    best = language.toLowerCase()
    bestWeight = weight
  }
  return best
}

/** The language code that an Accept-Language header (RFC 9110 §12.5.4) wants most, like `de`; '' for none. */
export const firstLanguage = (header: string): string => {
  if (header === '') return ''
  const read = header.slice(0, MAX_LENGTH)
  const found = known.get(read)
  if (found !== undefined) return found
  const language = parse(read)
  known.set(read, language)
  return language
}
