import { DIMENSIONS, type Dimension } from '#shared/contract/analytics.ts'

export const ALL_DIMENSIONS = Object.keys(DIMENSIONS) as Dimension[]

/** The value '' of a dimension: what it says about a click. */
const UNKNOWN: Partial<Record<Dimension, string>> = {
  project: 'No project',
  tag: 'No tag',
  referrer: 'Direct or unknown',
  utm_source: 'None',
  utm_medium: 'None',
  utm_campaign: 'None',
  utm_term: 'None',
  utm_content: 'None',
  rule: 'No rule',
}

const TRIGGERS: Record<string, string> = { link: 'Link', qr: 'QR code' }
const DEVICES: Record<string, string> = { tv: 'TV' }

const namesOf = (type: 'region' | 'language'): ((code: string) => string) => {
  const names = new Intl.DisplayNames(undefined, { type, fallback: 'code' })
  return (code) => {
    try {
      return names.of(code) ?? code
    } catch {
      // Not a code at all.
      return code
    }
  }
}
const countryName = namesOf('region')
const languageName = namesOf('language')

const capitalized = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** A value of a dimension in the viewer's language; `label` is what the server calls it. */
export const nameValue = (dimension: Dimension, value: string, label = value): string => {
  if (dimension === 'domain' && label !== '') return label
  if (value === '') return UNKNOWN[dimension] ?? 'Unknown'
  switch (dimension) {
    case 'country':
      return countryName(value)
    case 'language':
      return languageName(value)
    case 'trigger':
      return TRIGGERS[value] ?? value
    case 'device':
      return DEVICES[value] ?? capitalized(value)
    default:
      return label === '' ? value : label
  }
}
