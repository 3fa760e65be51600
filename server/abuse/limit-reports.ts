import { isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'
import { DomainError } from '#server/kernel/errors.ts'
import type { Runtime } from '#server/kernel/runtime.ts'

const WINDOW_MS = 60 * 60 * 1000
const PER_ADDRESS = 10
const MAX_ADDRESSES = 10_000

interface Counted {
  count: number
  endsAt: number
}

const countsOf = new WeakMap<Runtime, LRUCache<string, Counted>>()

/** One subscriber's network: an address of IPv4, the first 64 bits of IPv6. */
const networkOf = (ip: string): string =>
  isIPv6(ip) ? ipaddr.IPv6.parse(ip).toByteArray().slice(0, 8).join('.') : ip

/** Counts a report of somebody's, in this process. @throws 429 `rate_limited` after ten in an hour. */
export const limitReports = (runtime: Runtime, ip: string | null): void => {
  if (ip === null) return
  const counts = countsOf.get(runtime) ?? new LRUCache<string, Counted>({ max: MAX_ADDRESSES })
  countsOf.set(runtime, counts)
  const now = runtime.clock().getTime()
  const key = networkOf(ip)
  const known = counts.get(key)
  const counted = known === undefined || known.endsAt <= now ? { count: 0, endsAt: now + WINDOW_MS } : known
  counted.count += 1
  counts.set(key, counted)
  if (counted.count <= PER_ADDRESS) return
  const seconds = Math.ceil((counted.endsAt - now) / 1000)
  throw new DomainError(429, 'rate_limited', `Too many reports; try again in ${seconds} seconds.`, {
    limit: PER_ADDRESS,
    retry_after_seconds: seconds,
  })
}
