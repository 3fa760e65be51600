/** The five UTM fields, '' where absent; at most 200 characters each. */
export interface Campaign {
  utm_source: string
  utm_medium: string
  utm_campaign: string
  utm_term: string
  utm_content: string
}

const MAX_LENGTH = 200
const NONE = new URLSearchParams()

const paramsOf = (query: string): URLSearchParams =>
  query.includes('utm_') ? new URLSearchParams(query) : NONE

const queryOf = (url: string): string => {
  const start = url.indexOf('?')
  if (start === -1) return ''
  const end = url.indexOf('#', start)
  return url.slice(start + 1, end === -1 ? undefined : end)
}

/** What a stranger sent, as text that any column and file can hold. */
export const cleanText = (text: string, maxLength: number): string => {
  const cleaned = text.replace(/\p{Cc}/gu, '').trim()
  return cleaned.slice(0, maxLength).toWellFormed()
}

/** UTM fields of the visitor's query; each that it lacks is the destination's. */
export const readCampaign = (query: string, destination: string): Campaign => {
  const given = paramsOf(query)
  const kept = paramsOf(queryOf(destination))
  const read = (name: string): string => cleanText(given.get(name) || kept.get(name) || '', MAX_LENGTH)
  return {
    utm_source: read('utm_source'),
    utm_medium: read('utm_medium'),
    utm_campaign: read('utm_campaign'),
    utm_term: read('utm_term'),
    utm_content: read('utm_content'),
  }
}
