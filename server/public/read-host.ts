import { isIPv4 } from 'node:net'
import { domainToASCII } from 'node:url'
import { LRUCache } from 'lru-cache'

/**
 * What a Host header names. own: the instance's host, with everything. internal: an IP address, localhost or a name
 * without dots, by which operators reach dashboard and API, but nobody's links. custom: perhaps somebody's domain.
 */
export interface VisitHost {
  kind: 'own' | 'internal' | 'custom' | 'broken'
  /** Lower case, A-labels, without port and final dot. */
  hostname: string
}

const WITH_PORT = /^(\[[0-9a-f:.]+\]|[^:[\]]*)(?::\d{0,5})?$/i
const NAME = /^(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))+$/
const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|(?:[^.]+\.)*localhost)$/
const MAX_HEADER = 300
const REMEMBERED = 2000

const BROKEN: VisitHost = { kind: 'broken', hostname: '' }

// Node reads headers as Latin-1; a name in its own script comes as UTF-8.
const toAscii = (name: string): string =>
  /^[\x21-\x7e]*$/.test(name) ? name.toLowerCase() : domainToASCII(Buffer.from(name, 'latin1').toString())

const hostnameOf = (header: string): string | null => {
  if (header.length > MAX_HEADER) return null
  const name = WITH_PORT.exec(header.trim())?.[1]
  if (name === undefined) return null
  const ascii = toAscii(name)
  if (ascii === '' && name !== '') return null
  return ascii.endsWith('.') ? ascii.slice(0, -1) : ascii
}

const classify = (header: string, own: string): VisitHost => {
  const hostname = hostnameOf(header)
  if (hostname === null) return BROKEN
  if (hostname === own) return { kind: 'own', hostname }
  if (LOOPBACK.test(hostname)) return { kind: LOOPBACK.test(own) ? 'own' : 'internal', hostname }
  if (!hostname.includes('.') || hostname.startsWith('[') || isIPv4(hostname))
    return { kind: 'internal', hostname }
  const isName = hostname.length <= 253 && NAME.test(hostname) && !/\.\d+$/.test(hostname)
  return isName ? { kind: 'custom', hostname } : BROKEN
}

/** Reads Host headers for an instance at `publicUrl`; the same header is read once. */
export const createHostReader = (publicUrl: string): ((header: string) => VisitHost) => {
  const own = hostnameOf(new URL(publicUrl).host) ?? ''
  const known = new LRUCache<string, VisitHost>({ max: REMEMBERED })
  return (header) => {
    const remembered = known.get(header)
    if (remembered !== undefined) return remembered
    const read = classify(header, own)
    if (header.length <= MAX_HEADER) known.set(header, read)
    return read
  }
}
