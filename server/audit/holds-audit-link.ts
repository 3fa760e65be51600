import type { Runtime } from '#server/kernel/runtime.ts'
import { listChain, listCuts } from './upkeep-audit-queries.ts'

/**
 * Whether a log still holds a link that an earlier check printed: `cut` when retention removed it since (then only a
 * later link can tell). With the chain intact, a held link proves everything before it. Needs the owner's connection.
 */
export const holdsAuditLink = (
  runtime: Runtime,
  organizationId: string,
  link: { sequence: number; hash: string },
): Promise<'held' | 'cut' | 'lost'> =>
  runtime.ownerDatabase.kysely.transaction().execute(async (tx) => {
    const [cut] = await listCuts(tx, organizationId)
    if (cut !== undefined && link.sequence < cut.sequence) return 'cut'
    if (cut !== undefined && link.sequence === cut.sequence) return cut.hash === link.hash ? 'held' : 'lost'
    const [entry] = await listChain(tx, organizationId, link.sequence - 1, 1)
    return entry?.sequence === link.sequence && entry.hash === link.hash ? 'held' : 'lost'
  })
