import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Runtime } from '#server/kernel/runtime.ts'
import { createHostReader, type VisitHost } from './read-host.ts'

/** One request of a stranger, as far as it decides what he is answered. */
export interface Visit {
  method: string
  host: VisitHost
  /** As sent, from `/` up to the query. */
  path: string
  /** As sent, without `?`. */
  query: string
  ip: string
  userAgent: string
  referrer: string
  acceptLanguage: string
  isPrefetch: boolean
  asksNotToBeTracked: boolean
  /** Epoch milliseconds. */
  at: number
}

const textOf = (header: string | string[] | undefined): string =>
  header === undefined ? '' : typeof header === 'string' ? header : header.join(', ')

const isPrefetch = (headers: IncomingHttpHeaders): boolean => {
  const purpose = textOf(
    headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-purpose'] ?? headers['x-moz'],
  )
  return purpose !== '' && /prefetch|prerender|preview/i.test(purpose)
}

/** The address furthest from here that X-Forwarded-For names, or the nearest: as Fastify reads it with trustProxy. */
const forwardedIp = (header: string): string | undefined =>
  header
    .split(',')
    .map((part) => part.trim())
    .find((part) => part !== '')

const lastOf = (header: string): string => header.slice(header.lastIndexOf(',') + 1).trim()

type HostReader = ReturnType<typeof createHostReader>
const readers = new WeakMap<Runtime, HostReader>()
const hostReaderOf = (runtime: Runtime): HostReader => {
  const known = readers.get(runtime)
  if (known !== undefined) return known
  const made = createHostReader(runtime.config.publicUrl)
  readers.set(runtime, made)
  return made
}

const hasTwoHosts = (rawHeaders: string[]): boolean => {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  return hosts > 1
}

const BROKEN: VisitHost = { kind: 'broken', hostname: '' }

/** Which host a request is for; two Host headers name none (RFC 9112 §3.2). */
export const readVisitHost = (runtime: Runtime, { headers, rawHeaders }: IncomingMessage): VisitHost => {
  if (hasTwoHosts(rawHeaders)) return BROKEN
  const forwarded = runtime.config.trustProxy ? textOf(headers['x-forwarded-host']) : ''
  return hostReaderOf(runtime)(forwarded === '' ? (headers.host ?? '') : lastOf(forwarded))
}

const ipOf = (runtime: Runtime, { headers, socket }: IncomingMessage): string => {
  const forwarded = runtime.config.trustProxy ? forwardedIp(textOf(headers['x-forwarded-for'])) : undefined
  return forwarded ?? socket.remoteAddress ?? ''
}

/** Reads a request; `url` is its target in origin form (RFC 9112 §3.2.1). */
export const readVisit = (
  runtime: Runtime,
  request: IncomingMessage,
  host: VisitHost,
  url: string,
): Visit => {
  const { headers } = request
  const mark = url.indexOf('?')
  return {
    method: request.method ?? 'GET',
    host,
    path: mark === -1 ? url : url.slice(0, mark),
    query: mark === -1 ? '' : url.slice(mark + 1),
    ip: ipOf(runtime, request),
    userAgent: headers['user-agent'] ?? '',
    referrer: textOf(headers.referer),
    acceptLanguage: headers['accept-language'] ?? '',
    isPrefetch: isPrefetch(headers),
    asksNotToBeTracked: headers['dnt'] === '1' || headers['sec-gpc'] === '1',
    at: runtime.clock().getTime(),
  }
}
