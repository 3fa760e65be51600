import type { IncomingMessage } from 'node:http'
import type { Runtime } from '#server/kernel/runtime.ts'
import { parseUrl } from '#shared/parse-url.ts'
import type { VisitHost } from './read-host.ts'
import { readVisitHost } from './read-visit.ts'

/** Where requests go whose host is not the product's: nothing else is reachable under such a host. */
export const ENTRANCE = '/~'

interface Directed {
  host: VisitHost
  /** The target in origin form, as sent. */
  url: string
}

const directed = new WeakMap<IncomingMessage, Directed>()

/** A target in absolute form names the host itself, and the Host header does not count (RFC 9112 §3.2.2). */
const readTarget = (request: IncomingMessage): { url: string; authority: string | null } => {
  const url = request.url ?? '/'
  if (url.startsWith('/')) return { url, authority: null }
  if (!/^https?:\/\//i.test(url) || parseUrl(url) === null)
    return { url: '/', authority: url === '*' ? null : '' }
  const rest = url.slice(url.indexOf('//') + 2)
  const start = rest.search(/[/?#]/)
  const path = start === -1 ? '/' : rest.slice(start)
  return { url: path.startsWith('/') ? path : `/${path}`, authority: new URL(url).host }
}

/** Reads which host a request is for and answers the URL to route: under a stranger's host, the entrance alone. */
export const directRequest = (runtime: Runtime, request: IncomingMessage): string => {
  const { url, authority } = readTarget(request)
  if (authority !== null) request.headers.host = authority
  const host = readVisitHost(runtime, request)
  directed.set(request, { host, url })
  return host.kind === 'own' || host.kind === 'internal' ? url : ENTRANCE
}

/** What directRequest read of a request. */
export const directedOf = (request: IncomingMessage): Directed => {
  const found = directed.get(request)
  if (found === undefined) throw new Error('the request was not directed')
  return found
}
