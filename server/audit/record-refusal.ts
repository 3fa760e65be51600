import type { AuditActor } from '#server/kernel/audit-record.ts'
import type { RequestInfo } from '#server/kernel/context.ts'
import { inTransaction, setTenancy } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { recordAudit } from './record-audit.ts'
import { countRefusals, lockHead } from './write-audit-queries.ts'
import { writeAuditRecords } from './write-audit-records.ts'

/** A member who is refused over and over must not fill the disk; what goes beyond is not recorded. */
const REFUSALS_A_MINUTE = 10
const REFUSALS_A_DAY = 300
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

export interface Refusal {
  /** The organization that was entered: strangers to it leave no trace in its log. */
  organizationId: string
  /** What was tried, in words: the route's summary. */
  attempted: string
  /** The permission that was missing, where it was one. */
  permission?: string | undefined
  /** The error's code. */
  code: string
}

interface Attempt {
  actor: AuditActor
  request: RequestInfo
  now: Date
}

/**
 * Records a refused attempt in a transaction of its own, after the attempt's was rolled back:
 * at most 10 a minute and 300 a day for each actor and organization.
 */
export const recordRefusal = (runtime: Runtime, attempt: Attempt, refusal: Refusal): Promise<void> =>
  inTransaction(runtime.database, async (tx) => {
    const { organizationId } = refusal
    await setTenancy(tx, { organization_id: organizationId })
    const count = () =>
      countRefusals(tx, organizationId, attempt.actor.id, {
        minute: new Date(attempt.now.getTime() - MINUTE_MS),
        day: new Date(attempt.now.getTime() - DAY_MS),
      })
    // Looked at without the lock first: who is past the bound must not hold up the organization's log.
    if (!hasRoom(await count())) return
    await lockHead(tx, organizationId)
    const counted = await count()
    if (!hasRoom(counted)) return
    const ctx = { ...attempt, runtime, tx, auditRecords: [] }
    const isLast = !hasRoom({ minute: counted.minute + 1, day: counted.day + 1 })
    recordAudit(ctx, {
      organizationId,
      action: 'access.refused',
      outcome: 'refused',
      targets: [{ type: 'route', id: refusal.permission ?? refusal.code, name: refusal.attempted }],
      changes: {
        reason: { before: null, after: refusal.code },
        permission: { before: null, after: refusal.permission ?? null },
        further_attempts: { before: null, after: isLast ? 'not recorded for now' : null },
      },
    })
    await writeAuditRecords(ctx)
  })

const hasRoom = ({ minute, day }: { minute: number; day: number }): boolean =>
  minute < REFUSALS_A_MINUTE && day < REFUSALS_A_DAY
