import { LRUCache } from 'lru-cache'
import { cleanText } from './clean-text.ts'

const FIELDS = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const

const MAX_LENGTH = 200
const KEPT = 2000
/** None of the five is set. */
const NOTHING = FIELDS.map(() => '').join('\t')
/** Longer ones are read each time: who sends them must not fill the memory. */
const LONGEST_KEPT = 1000
const known = new LRUCache<string, string>({ max: KEPT })

const queryOf = (url: string): string => {
  const start = url.indexOf('?')
  if (start === -1) return ''
  const end = url.indexOf('#', start)
  return url.slice(start + 1, end === -1 ? undefined : end)
}

const isTagged = (query: string): boolean => query.includes('utm_')

const read = (query: string, destination: string): string => {
  const given = new URLSearchParams(query)
  const kept = new URLSearchParams(queryOf(destination))
  return FIELDS.map((name) => cleanText(given.get(name) || kept.get(name) || '', MAX_LENGTH)).join('\t')
}

/**
 * The five UTM fields (source, medium, campaign, term, content), '' where absent, at most 200 characters each, parted by
 * tabs: those of the visitor's query; each that it lacks is the destination's.
 */
export const campaignOf = (query: string, destination: string): string => {
  if (!isTagged(query) && !isTagged(destination)) return NOTHING
  const key = `${query} ${destination}`
  const found = known.get(key)
  if (found !== undefined) return found
  const campaign = read(query, destination)
  if (key.length <= LONGEST_KEPT) known.set(key, campaign)
  return campaign
}
