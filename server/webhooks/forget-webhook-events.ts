import { inTransaction } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { deleteEventsBefore, listOverdue, postponeDeliveries } from './upkeep-queries.ts'

const HOUR_MS = 60 * 60 * 1000
const KEPT_DAYS = 30
const STEP = 5000

const resumeStep = (runtime: Runtime): Promise<number> =>
  inTransaction(runtime.ownerDatabase, async (tx) => {
    const now = runtime.clock()
    const overdue = await listOverdue(tx, new Date(now.getTime() - HOUR_MS), STEP)
    if (overdue.length === 0) return 0
    await postponeDeliveries(
      tx,
      overdue.map(({ id }) => id),
      now,
    )
    await runtime.queue.sendMany(
      { tx },
      'deliver_webhook',
      overdue.map((row) => ({
        organization_id: row.organization_id,
        delivery_id: row.id,
        attempt: row.attempts,
      })),
    )
    return overdue.length
  })

const forgetStep = (runtime: Runtime): Promise<number> => {
  const before = new Date(runtime.clock().getTime() - KEPT_DAYS * 24 * HOUR_MS)
  return inTransaction(runtime.ownerDatabase, (tx) => deleteEventsBefore(tx, before, STEP))
}

/** Upkeep: forgets events of thirty days ago with their deliveries, and gives a new job to those whose job was lost. */
export const forgetWebhookEvents = async (runtime: Runtime): Promise<void> => {
  let forgotten = STEP
  while (forgotten === STEP) forgotten = await forgetStep(runtime)
  let resumed = STEP
  while (resumed === STEP) resumed = await resumeStep(runtime)
}
