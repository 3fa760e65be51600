import type { PublicAnswer } from '#server/addresses/kind.ts'
import { resolveAddress } from '#server/addresses/resolve-address.ts'
import type { Actor, RequestInfo } from '#server/kernel/context.ts'
import { inTransaction } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'

const VISITOR: Actor = {
  kind: 'stranger',
  id: null,
  name: 'Visitor',
  email: null,
  image: null,
  isEmailVerified: false,
  isOperator: false,
  hasSecondFactor: false,
  sessionId: null,
  scopes: null,
  keyLevel: null,
  keyOrganizationId: null,
  via: null,
}

/** What answers at a host and path: something, or why nothing does. */
export const findPublicAnswer = (
  runtime: Runtime,
  request: RequestInfo,
  { host, slug, rest }: { host: string; slug: string; rest: readonly string[] },
): Promise<PublicAnswer | 'unknown' | 'gone'> =>
  inTransaction(runtime.database, async (tx) => {
    const now = runtime.clock()
    const ctx = { runtime, actor: VISITOR, tx, now, request, auditRecords: [], afterCommit: [] }
    const found = await resolveAddress(ctx, host, slug)
    if (found.state !== 'found') return found.state
    return (await found.kind.present(found.visitor, found.address, rest)) ?? 'unknown'
  })
