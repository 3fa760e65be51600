import type { Runtime } from '#server/kernel/runtime.ts'
import { findServedDomain, type ServedDomain } from './hostname-queries.ts'

export type { ServedDomain } from './hostname-queries.ts'

/** Who serves a hostname (lower case, A-labels, no port): a proved domain, or null. One statement that commits itself. */
export const findDomainByHost = async (runtime: Runtime, hostname: string): Promise<ServedDomain | null> =>
  (await findServedDomain(runtime.database, hostname)) ?? null
