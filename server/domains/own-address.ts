import { isIP } from 'node:net'
import type { Runtime } from '#server/kernel/runtime.ts'
import { openResolver } from './open-resolver.ts'

const KEPT_MS = 60 * 60 * 1000

interface Known {
  address: string | null
  askedAt: number
}

const knownBy = new WeakMap<Runtime, Known>()

const ask = async (runtime: Runtime, hostname: string, known: Known): Promise<void> => {
  const addresses = await openResolver(runtime)
    .resolve4(hostname)
    .catch(() => [])
  known.address = addresses[0] ?? known.address
}

/**
 * IPv4 address of the instance's host, for those whose domain can't point at a name; null while it is not known.
 * Name servers are asked in the background, so that nobody's transaction waits for them.
 */
export const ownAddress = (runtime: Runtime): string | null => {
  const hostname = new URL(runtime.config.publicUrl).hostname
  if (isIP(hostname) === 4) return hostname
  if (!hostname.includes('.')) return null
  const now = Date.now()
  const known = knownBy.get(runtime)
  if (known !== undefined && now - known.askedAt < KEPT_MS) return known.address
  const fresh: Known = { address: known?.address ?? null, askedAt: now }
  knownBy.set(runtime, fresh)
  void ask(runtime, hostname, fresh)
  return fresh.address
}
