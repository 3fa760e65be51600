import { Resolver } from 'node:dns/promises'
import type { Runtime } from '#server/kernel/runtime.ts'

const TIMEOUT_MS = 2_000
const TRIES = 2

/** A resolver of the configured name servers, else the machine's; one for each check, so that no answer is remembered. */
export const openResolver = (runtime: Runtime): Resolver => {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })
  if (runtime.config.dnsServers !== null) resolver.setServers(runtime.config.dnsServers)
  return resolver
}
