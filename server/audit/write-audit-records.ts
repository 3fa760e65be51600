import type { AuditActor, AuditRecord } from '#server/kernel/audit-record.ts'
import type { Context } from '#server/kernel/context.ts'
import { setTenancy } from '#server/kernel/database/database.ts'
import type { AuditEntry } from './audit-entry.ts'
import { buildAuditEntry, type UnchainedEntry } from './build-audit-entry.ts'
import { GENESIS, hashEntry, signHead } from './hash-entry.ts'
import { type ChainHead, createHead, enterTenancy, insertEntries, lockHead } from './write-audit-queries.ts'

type WritingContext = Pick<Context, 'runtime' | 'tx' | 'now' | 'request' | 'auditRecords'> & {
  actor: AuditActor
}

/**
 * Writes what was recorded, in the caller's transaction, as its last act: the chain's lock is held only until commit.
 * Several organizations are taken in the order of their ids, so that two transactions can't wait for each other.
 */
export const writeAuditRecords = async (ctx: WritingContext): Promise<void> => {
  const records = ctx.auditRecords.splice(0)
  if (records.length === 0) return
  let before: string | null = null
  for (const [organizationId, own] of byOrganization(records)) {
    const left = await enterTenancy(ctx.tx, organizationId)
    before ??= left
    await appendToChain(
      ctx,
      organizationId,
      own.map((record) => buildAuditEntry(ctx, record)),
    )
  }
  await setTenancy(ctx.tx, { organization_id: before ?? '' })
}

const byOrganization = (records: readonly AuditRecord[]): [string, AuditRecord[]][] => {
  const groups = new Map<string, AuditRecord[]>()
  for (const record of records) {
    const group = groups.get(record.organizationId)
    if (group === undefined) groups.set(record.organizationId, [record])
    else group.push(record)
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}

const appendToChain = async (
  ctx: WritingContext,
  organizationId: string,
  entries: readonly UnchainedEntry[],
): Promise<void> => {
  const { secrets } = ctx.runtime
  let { last_sequence: sequence, last_hash: hash } = await headOf(ctx, organizationId)
  const chained = entries.map((entry): AuditEntry => {
    sequence += 1
    const linked = { ...entry, sequence, previous_hash: hash }
    hash = hashEntry(secrets, linked)
    return { ...linked, hash }
  })
  const head = { organization_id: organizationId, sequence, hash }
  await insertEntries(ctx.tx, chained, { ...head, signature: signHead(secrets, head) })
}

const headOf = async (ctx: WritingContext, organizationId: string): Promise<ChainHead> => {
  const known = await lockHead(ctx.tx, organizationId)
  if (known !== null) return known
  const empty = { organization_id: organizationId, sequence: 0, hash: GENESIS }
  await createHead(ctx.tx, { ...empty, signature: signHead(ctx.runtime.secrets, empty) })
  const made = await lockHead(ctx.tx, organizationId)
  if (made === null) throw new Error(`The audit chain of ${organizationId} is out of reach.`)
  return made
}
