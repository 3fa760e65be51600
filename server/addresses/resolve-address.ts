import type { ServedDomain } from '#server/domains/find-domain-by-host.ts'
import type { RequestInfo, Standing } from '#server/kernel/context.ts'
import { inTransaction } from '#server/kernel/database/database.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { openOrganization } from '#server/organizations/enter-organization.ts'
import { addressCacheOf, addressKeyOf } from './address-cache.ts'
import type { FoundAddress } from './found-address.ts'
import type { PublicAnswer } from './kind.ts'
import { findAddressKind } from './registry.ts'

const STRANGER = instanceActor('stranger', 'Visitor')

/** Whom an address led here: may see what its kind shows to everybody. */
const VISITOR: Standing = {
  memberId: null,
  roleId: null,
  roleKey: 'visitor',
  roleName: 'Visitor',
  level: 0,
  permissions: new Set(),
}

/** What stands under a host and slug key, from memory where it may be used. */
export const resolveAddress = (
  runtime: Runtime,
  host: string,
  slugKey: string,
): Promise<FoundAddress | null> => addressCacheOf(runtime).addresses.find(addressKeyOf(host, slugKey))

/** The proved domain of a hostname (lower case, A-labels), from memory where it may be used. */
export const resolveHost = (runtime: Runtime, hostname: string): Promise<ServedDomain | null> =>
  addressCacheOf(runtime).hosts.find(hostname)

/** What the kind of an address shows; null where nothing is there. `rest`: segments of the path after the slug. */
export const presentAddress = (
  runtime: Runtime,
  request: RequestInfo,
  found: FoundAddress,
  rest: readonly string[],
): Promise<PublicAnswer | null> => {
  const kind = findAddressKind(found.kind)
  if (kind === undefined) return Promise.resolve(null)
  return inTransaction(runtime.database, async (tx) => {
    const now = runtime.clock()
    const ctx = { runtime, actor: STRANGER, tx, now, request, auditRecords: [], afterCommit: [] }
    const visitor = await openOrganization(ctx, found.organization_id, { ...VISITOR })
    return kind.present(visitor, found, rest)
  }).catch((error: unknown) => {
    // Deleted or suspended since it was resolved.
    if (error instanceof DomainError) return null
    throw error
  })
}
