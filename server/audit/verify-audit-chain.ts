import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { isSameText, type Secrets } from '#server/kernel/secrets.ts'
import { GENESIS, hashEntry, signCut, signHead } from './hash-entry.ts'
import {
  listChain,
  listCuts,
  readHead,
  type StoredCut,
  type StoredEntry,
  type StoredHead,
} from './upkeep-audit-queries.ts'

const BATCH = 2000

/** What is wrong with the first broken link, in words for the operator. */
export type ChainFault =
  | 'the cut-point is forged'
  | 'an entry stands before the cut-point'
  | 'an entry is missing'
  | 'the entry does not follow the one before it'
  | 'the entry was changed'
  | 'the index of targets was changed'
  | 'entries at the end are missing'
  | 'entries were added behind the head'
  | 'the head is missing'
  | 'the head is forged'

export interface ChainReport {
  organization_id: string
  isIntact: boolean
  /** How many entries were read. */
  entries: number
  firstBroken?: { sequence: number; reason: ChainFault }
  /** The newest link: note it elsewhere, and a later check can show that the log still holds it. */
  head: { sequence: number; hash: string } | null
  /** The newest point up to which retention removed entries. */
  cut: { sequence: number; cut_at: string } | null
}

type Broken = { sequence: number; reason: ChainFault }
interface Link {
  sequence: number
  hash: string
}

/**
 * Reads the organization's whole log, in batches, on one snapshot, and recomputes each link with the instance's
 * secret. Tells the first fault. Needs the owner's connection; changes nothing.
 */
export const verifyAuditChain = (runtime: Runtime, organizationId: string): Promise<ChainReport> =>
  runtime.ownerDatabase.kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => verifyOn(tx, runtime.secrets, organizationId))

const verifyOn = async (tx: Transaction, secrets: Secrets, organizationId: string): Promise<ChainReport> => {
  const head = await readHead(tx, organizationId)
  const cuts = await listCuts(tx, organizationId)
  const cut = cuts[0]
  const walk = await walkChain(tx, secrets, organizationId, cut)
  const broken =
    findForgedCut(secrets, organizationId, cuts) ??
    walk.broken ??
    judgeHead(secrets, organizationId, head, walk.last)
  return {
    organization_id: organizationId,
    isIntact: broken === null,
    entries: walk.entries,
    ...(broken === null ? {} : { firstBroken: broken }),
    head: head === null ? null : { sequence: head.sequence, hash: head.hash },
    cut: cut === undefined ? null : { sequence: cut.sequence, cut_at: cut.cut_at.toISOString() },
  }
}

const findForgedCut = (
  secrets: Secrets,
  organizationId: string,
  cuts: readonly StoredCut[],
): Broken | null => {
  const forged = cuts.find(({ sequence, hash, entries_removed, cut_at, signature }) => {
    const cut = {
      organization_id: organizationId,
      sequence,
      hash,
      entries_removed,
      cut_at: cut_at.toISOString(),
    }
    return !isSameText(signCut(secrets, cut), signature)
  })
  return forged === undefined ? null : { sequence: forged.sequence, reason: 'the cut-point is forged' }
}

const walkChain = async (
  tx: Transaction,
  secrets: Secrets,
  organizationId: string,
  cut: StoredCut | undefined,
): Promise<{ entries: number; last: Link; broken: Broken | null }> => {
  let last: Link = { sequence: cut?.sequence ?? 0, hash: cut?.hash ?? GENESIS }
  const cutAt = last.sequence
  let entries = 0
  let position = -1
  for (;;) {
    const batch = await listChain(tx, organizationId, position, BATCH)
    for (const entry of batch) {
      entries += 1
      const reason = judgeEntry(secrets, entry, last, cutAt)
      if (reason !== null) {
        const sequence = reason === 'an entry is missing' ? last.sequence + 1 : entry.sequence
        return { entries, last, broken: { sequence, reason } }
      }
      last = { sequence: entry.sequence, hash: entry.hash }
    }
    const end = batch.at(-1)
    if (end === undefined || batch.length < BATCH) return { entries, last, broken: null }
    position = end.sequence
  }
}

const judgeEntry = (secrets: Secrets, entry: StoredEntry, before: Link, cutAt: number): ChainFault | null => {
  if (entry.sequence <= cutAt) return 'an entry stands before the cut-point'
  if (entry.sequence !== before.sequence + 1) return 'an entry is missing'
  if (entry.previous_hash !== before.hash) return 'the entry does not follow the one before it'
  const { hash, has_whole_time, indexed_targets, created_at, ...rest } = entry
  const isTrue =
    has_whole_time && isSameText(hashEntry(secrets, { ...rest, created_at: created_at.toISOString() }), hash)
  if (!isTrue) return 'the entry was changed'
  const named = [...new Set(entry.targets.map((target) => target.id))].filter((id) => id !== '')
  if (!isDeepStrictEqual(named.sort(), indexed_targets.sort())) return 'the index of targets was changed'
  return null
}

/** Founding an organization is audited, so that a log without a head was emptied. */
const judgeHead = (
  secrets: Secrets,
  organizationId: string,
  head: StoredHead | null,
  last: Link,
): Broken | null => {
  if (head === null) return { sequence: last.sequence + 1, reason: 'the head is missing' }
  const { sequence, hash, signature } = head
  if (last.sequence < sequence)
    return { sequence: last.sequence + 1, reason: 'entries at the end are missing' }
  if (last.sequence > sequence)
    return { sequence: sequence + 1, reason: 'entries were added behind the head' }
  const isSigned = isSameText(
    signHead(secrets, { organization_id: organizationId, sequence, hash }),
    signature,
  )
  return isSigned && hash === last.hash ? null : { sequence, reason: 'the head is forged' }
}
