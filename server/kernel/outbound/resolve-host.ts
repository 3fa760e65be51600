import type { LookupAddress } from 'node:dns'
import { lookup, Resolver } from 'node:dns/promises'
import type { Resolve } from './connect-guarded.ts'

const TRY_MS = 2500
const TRIES = 2

const settled = <T>(result: PromiseSettledResult<T[]>): T[] =>
  result.status === 'fulfilled' ? result.value : []

/**
 * Asks the machine's name servers. Not by the system's own lookup, which holds a thread of the few that hashing and
 * files share for as long as a hostile name server likes; that is asked for what DNS does not know (the hosts file)
 * only where private networks may be called at all.
 */
export const createResolve = ({ readsHostsFile }: { readsHostsFile: boolean }): Resolve => {
  const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES })
  return async (hostname) => {
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
    const addresses: LookupAddress[] = [
      ...settled(v4).map((address) => ({ address, family: 4 })),
      ...settled(v6).map((address) => ({ address, family: 6 })),
    ]
    if (addresses.length > 0) return addresses
    if (readsHostsFile) return lookup(hostname, { all: true, verbatim: true })
    throw v4.status === 'rejected'
      ? v4.reason
      : new Error('a name without addresses is refused by its server')
  }
}
