import type { AuditActor } from '#server/kernel/audit-record.ts'
import { inTransaction, type Transaction } from '#server/kernel/database/database.ts'
import { newId } from '#server/kernel/ids.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { findPlan } from '#server/plans/find-plan.ts'
import { signCut } from './hash-entry.ts'
import { recordAudit } from './record-audit.ts'
import { findCuttable, type LoggedOrganization, listLogged, removeUpTo } from './upkeep-audit-queries.ts'
import { lockHead } from './write-audit-queries.ts'
import { writeAuditRecords } from './write-audit-records.ts'

const STEP = 20_000
const DAY_MS = 24 * 60 * 60 * 1000
const UPKEEP: AuditActor = { kind: 'system', id: null, name: 'Guildhall', email: null, image: null }

/** Midnight (UTC) that many days ago: so a log is cut once a day at most. */
const daysAgo = (now: Date, days: number): Date =>
  new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - days * DAY_MS)

/**
 * Removes entries older than each organization's plan keeps (`audit_retention_days`), leaving a signed cut-point and
 * an entry that tells of it. Safe to run twice at once.
 */
export const cutAuditLogs = async (runtime: Runtime): Promise<void> => {
  const organizations = await inTransaction(runtime.ownerDatabase, listLogged)
  for (const organization of organizations) {
    const days = findPlan(runtime.plans, organization.plan).limits.audit_retention_days
    if (days === null) continue
    await cutLog(runtime, organization, days)
  }
}

const cutLog = async (runtime: Runtime, organization: LoggedOrganization, days: number): Promise<void> => {
  let removed = STEP
  while (removed === STEP) {
    removed = await inTransaction(runtime.ownerDatabase, (tx) => cutStep(runtime, tx, organization, days))
  }
}

/** One transaction: cut-point, removal and entry together; the chain's lock keeps writers and other cuts out. */
const cutStep = async (
  runtime: Runtime,
  tx: Transaction,
  { id, name }: LoggedOrganization,
  days: number,
): Promise<number> => {
  const now = runtime.clock()
  await lockHead(tx, id)
  const before = daysAgo(now, days)
  const found = await findCuttable(tx, id, before, STEP)
  if (found === null || !found.is_worth_it) return 0
  const cut = {
    organization_id: id,
    sequence: found.last,
    hash: found.hash,
    entries_removed: found.last - found.first + 1,
    cut_at: now.toISOString(),
  }
  await removeUpTo(tx, id, { ...cut, signature: signCut(runtime.secrets, cut) })
  const request = { id: newId('req'), ip: null, userAgent: null }
  const ctx = { runtime, tx, now, actor: UPKEEP, request, auditRecords: [] }
  recordAudit(ctx, {
    organizationId: id,
    action: 'audit_log.cut',
    targets: [{ type: 'audit_log', id, name }],
    changes: {
      entries_removed: { before: null, after: cut.entries_removed },
      last_removed: { before: null, after: cut.sequence },
      older_than: { before: null, after: before.toISOString() },
    },
  })
  await writeAuditRecords(ctx)
  return cut.entries_removed
}
