import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AddressCache, addressCacheOf, addressKeyOf } from '#server/addresses/address-cache.ts'
import type { FoundAddress } from '#server/addresses/found-address.ts'
import { DEFAULT_HOST } from '#server/addresses/slug-key.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { redirectAnswer } from './answer.ts'
import { buildLocation } from './build-location.ts'
import type { VisitHost } from './read-host.ts'
import { readVisit, readVisitHost } from './read-visit.ts'
import { recordVisit } from './record-visit.ts'
import { writeAnswer } from './write-answer.ts'

/** Answers a request at once and returns true, or leaves it to the rest of the server. */
export type FastLane = (request: IncomingMessage, response: ServerResponse) => boolean

/** A path that can only mean the slug it spells: visible ASCII without `%`, a `+` or `/` at its end. */
const PLAIN_PATH = /^\/[\x21-\x24\x26-\x7e]{0,199}[\x21-\x24\x26-\x2a\x2c-\x2e\x30-\x7e]$/

/** What a link is whose visits all lead to the same place, until it changes: its status and when it ends. */
interface PlainLink {
  link: NonNullable<FoundAddress['link']>
  expiresAt: number
}

const toPlainLink = (found: FoundAddress): PlainLink | null => {
  const { link } = found
  if (link === null || found.is_deleted || found.is_released || found.is_suspended) return null
  const isPlain =
    link.is_enabled &&
    link.approval === 'approved' &&
    link.blocked_at === null &&
    link.password_hash === null &&
    link.click_limit === null &&
    link.preview === null &&
    link.app_links === null &&
    link.rules.length === 0
  if (!isPlain) return null
  return {
    link,
    expiresAt: link.expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(link.expires_at),
  }
}

const hostKeyOf = (cache: AddressCache, host: VisitHost): string | null => {
  if (host.kind === 'own') return DEFAULT_HOST
  if (host.kind !== 'custom') return null
  const domain = cache.hosts.recall(host.hostname)
  return domain && !domain.is_suspended && !domain.is_deleted ? domain.id : null
}

/**
 * Answers what is in memory and needs no decision, in front of the server's framework; decideLink would come to the same.
 * Everything else is left alone.
 */
export const createFastLane = (runtime: Runtime): FastLane => {
  const cache = addressCacheOf(runtime)
  const plainLinks = new WeakMap<FoundAddress, PlainLink | null>()
  const plainLinkOf = (found: FoundAddress): PlainLink | null => {
    const known = plainLinks.get(found)
    if (known !== undefined) return known
    const made = toPlainLink(found)
    plainLinks.set(found, made)
    return made
  }

  return (request, response) => {
    const { method, url = '' } = request
    if (method !== 'GET' && method !== 'HEAD') return false
    const mark = url.indexOf('?')
    const path = mark === -1 ? url : url.slice(0, mark)
    if (!PLAIN_PATH.test(path)) return false
    const host = readVisitHost(runtime, request)
    const hostKey = hostKeyOf(cache, host)
    if (hostKey === null) return false
    const found = cache.addresses.recall(addressKeyOf(hostKey, path.slice(1).toLowerCase()))
    const plain = found ? plainLinkOf(found) : null
    if (!found || plain === null) return false
    const visit = readVisit(runtime, request, host, url)
    if (visit.at >= plain.expiresAt) return false
    const { link } = plain
    const location = buildLocation(link.destination, visit.query, link.forward_query)
    if (method === 'GET') recordVisit(runtime, visit, { found, link, destination: location, ruleId: '' })
    writeAnswer(response, method, redirectAnswer(link.redirect_status, location))
    return true
  }
}
