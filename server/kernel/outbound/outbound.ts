import type { Agent, Dispatcher, request } from 'undici'
import { type AddressCheck, createAddressCheck } from './check-address.ts'
import { connectGuarded, type Resolve } from './connect-guarded.ts'
import { explainOutboundError, RefusedAddressError } from './outbound-error.ts'
import { createResolve } from './resolve-host.ts'

export interface OutboundAnswer {
  status: number
  /** As much of the body as was read, at most 64 kB; what is no UTF-8 is replaced. */
  body: string
  /** The header of that name: seconds or an HTTP date; null without. */
  retryAfter: string | null
}

/** Requests to addresses that members choose: only such as are public or allowed, no redirects, no proxies. */
export interface Outbound {
  /** Posts and reads the answer, whatever its status. @throws OutboundError where none came. */
  post(url: string, message: { headers: Record<string, string>; body: string }): Promise<OutboundAnswer>
  /** False for an http(s) URL whose host is an address that would be refused; names are judged when connecting. */
  mayCall(url: URL): boolean
}

export interface OutboundOptions {
  /** Networks that may be called though they are private, as CIDR. */
  allowedNetworks: readonly string[]
  /** The whole exchange, from looking up to the last byte read. */
  timeoutMs?: number
  resolve?: Resolve
}

const TOTAL_MS = 20_000
const CONNECT_MS = 8_000
const MAX_ANSWER_BYTES = 64 * 1024

/** Reads at most 64 kB; what fails midway leaves what was read, for the status is known by then. */
const readAnswer = async (body: Dispatcher.ResponseData['body']): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      if (!Buffer.isBuffer(chunk)) continue
      chunks.push(chunk.subarray(0, MAX_ANSWER_BYTES - size))
      size += chunk.length
      if (size >= MAX_ANSWER_BYTES) break
    }
  } catch {
    return Buffer.concat(chunks).toString('utf8')
  }
  return Buffer.concat(chunks).toString('utf8')
}

const headerOf = (headers: Dispatcher.ResponseData['headers'], name: string): string | null => {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

/** Judges what can be judged of a URL before anything is looked up. */
const createUrlCheck =
  (mayCall: AddressCheck) =>
  ({ hostname }: URL): boolean => {
    const host = hostname.replace(/^\[|\]$/g, '')
    if (/(^|\.)localhost\.?$/.test(host)) return mayCall('127.0.0.1') || mayCall('::1')
    return !/^[\d.]+$|:/.test(host) || mayCall(host)
  }

/** Opens nothing by itself: undici is loaded with the first request, each request has a connection of its own. */
export const createOutbound = (options: OutboundOptions): Outbound => {
  const { timeoutMs = TOTAL_MS, allowedNetworks } = options
  const resolve = options.resolve ?? createResolve({ readsHostsFile: allowedNetworks.length > 0 })
  const mayCall = createAddressCheck(allowedNetworks)
  const mayCallUrl = createUrlCheck(mayCall)
  let opened: Promise<{ agent: Agent; request: typeof request }> | undefined

  const open = async () => {
    const undici = await import('undici')
    const connect = connectGuarded(undici.buildConnector, { resolve, mayCall, timeoutMs: CONNECT_MS })
    const agent = new undici.Agent({
      connect,
      pipelining: 0,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    })
    return { agent, request: undici.request }
  }

  return {
    post: async (url, { headers, body }) => {
      if (!mayCallUrl(new URL(url))) throw new RefusedAddressError()
      opened ??= open()
      const { agent, request } = await opened
      try {
        const answer = await request(url, {
          method: 'POST',
          dispatcher: agent,
          headers,
          body,
          signal: AbortSignal.timeout(timeoutMs),
        })
        return {
          status: answer.statusCode,
          body: await readAnswer(answer.body),
          retryAfter: headerOf(answer.headers, 'retry-after'),
        }
      } catch (error) {
        throw explainOutboundError(error)
      }
    },
    mayCall: mayCallUrl,
  }
}
