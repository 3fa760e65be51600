import { parseUrl } from '#shared/parse-url.ts'

const HIERARCHICAL = /^[a-z][a-z0-9+.-]*:\/\//i

/** A header may hold visible ASCII alone; anything else in an address is percent-encoded as UTF-8 (RFC 3986 §2.1). */
const toHeaderText = (address: string): string => {
  if (/^[\x21-\x7e]*$/.test(address)) return address
  const isWeb = /^https?:/i.test(address) && parseUrl(address) !== null
  const encoded = isWeb ? new URL(address).href : address
  return encoded.replace(/[^\x21-\x7e]+/g, (part) => encodeURIComponent(part.toWellFormed()))
}

const nameOf = (parameter: string): string => {
  const raw = (parameter.split('=', 1)[0] ?? '').replaceAll('+', ' ')
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}

const namesIn = (query: string): Set<string> =>
  new Set(
    query
      .split('&')
      .filter((part) => part !== '')
      .map(nameOf),
  )

/** The visitor's parameters that the destination does not set itself; `qr` is ours. */
const parametersToAdd = (query: string, own: string): string => {
  const taken = namesIn(own).add('qr')
  return query
    .split('&')
    .filter((part) => part !== '' && !taken.has(nameOf(part)))
    .join('&')
}

/**
 * The Location of a redirect: the destination to the letter, with the visitor's query added before its fragment where
 * the link forwards it. Only addresses with an authority (`scheme://`) take a query.
 */
export const buildLocation = (destination: string, query: string, isForwarded: boolean): string => {
  if (query === '' || !isForwarded || !HIERARCHICAL.test(destination)) return toHeaderText(destination)
  const hash = destination.indexOf('#')
  const fragment = hash === -1 ? '' : destination.slice(hash)
  const whole = hash === -1 ? destination : destination.slice(0, hash)
  const mark = whole.indexOf('?')
  const own = mark === -1 ? '' : whole.slice(mark + 1)
  const added = parametersToAdd(query, own)
  if (added === '') return toHeaderText(destination)
  const joint = mark === -1 ? '?' : own === '' || own.endsWith('&') ? '' : '&'
  return toHeaderText(`${whole}${joint}${added}${fragment}`)
}

/** Whether a query says that a QR code was scanned. */
export const isScan = (query: string): boolean => query !== '' && /(?:^|&)qr=1(?:&|$)/.test(query)
