import { findDomainByHost, type ServedDomain } from '#server/domains/find-domain-by-host.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { findAddress } from './find-address-queries.ts'
import type { FoundAddress } from './found-address.ts'
import { type Lease, openLease } from './lease.ts'
import { type Lookups, rememberLookups } from './remember-lookups.ts'

const MAX_BYTES = 64 * 1024 * 1024
const PLAIN_BYTES = 1500
const MAX_HOST_BYTES = 4 * 1024 * 1024
const HOST_BYTES = 1000

/** What this node remembers of addresses; used only while its lease holds. */
export interface AddressCache {
  /** By `HOST/SLUG_KEY`; HOST is '' or a domain's id. */
  addresses: Lookups<FoundAddress>
  /** By hostname (lower case, A-labels): the proved domain. */
  hosts: Lookups<ServedDomain>
  lease: Lease
  forgetOrganization(id: string): void
  forgetAll(): void
}

const sizeOf = ({ link }: FoundAddress): number => {
  if (link === null) return PLAIN_BYTES
  const rules = link.rules.length === 0 ? 0 : JSON.stringify(link.rules).length
  return PLAIN_BYTES + 2 * (link.destination.length + rules)
}

const openCache = (runtime: Runtime): AddressCache => {
  const lease = openLease()
  const ask = (key: string): Promise<FoundAddress | null> => {
    const slash = key.indexOf('/')
    return findAddress(runtime.database, key.slice(0, slash), key.slice(slash + 1))
  }
  const isTrusted = lease.isLive
  const addresses = rememberLookups({ ask, isTrusted, maxBytes: MAX_BYTES, sizeOf })
  const hosts = rememberLookups<ServedDomain>({
    ask: (hostname) => findDomainByHost(runtime, hostname),
    isTrusted,
    maxBytes: MAX_HOST_BYTES,
    sizeOf: () => HOST_BYTES,
  })
  return {
    addresses,
    hosts,
    lease,
    forgetOrganization: (id) => {
      addresses.forgetWhere((found) => found.organization_id === id)
      hosts.forgetWhere((domain) => domain.organization_id === id)
    },
    forgetAll: () => {
      addresses.forgetAll()
      hosts.forgetAll()
    },
  }
}

const caches = new WeakMap<Runtime, AddressCache>()

/** The one cache of a process. */
export const addressCacheOf = (runtime: Runtime): AddressCache => {
  const known = caches.get(runtime)
  if (known !== undefined) return known
  const made = openCache(runtime)
  caches.set(runtime, made)
  return made
}

/** The key of an address in memory and in announcements. */
export const addressKeyOf = (host: string, slugKey: string): string => `${host}/${slugKey}`
