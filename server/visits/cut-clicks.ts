import { inTransaction } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { findPlan } from '#server/plans/find-plan.ts'
import { deleteOlder, dropIfEmpty, listGone, listPartitions, listPlans } from './upkeep-queries.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** Rows of a kind in one transaction: none holds its locks for long. */
const STEP = 10_000

const cutOne = async (runtime: Runtime, organizationId: string, before: Date): Promise<void> => {
  let deleted = 1
  while (deleted > 0)
    deleted = await inTransaction(runtime.ownerDatabase, (tx) =>
      deleteOlder(tx, organizationId, before, STEP),
    )
}

const dropEmptyMonths = async (runtime: Runtime, now: Date): Promise<void> => {
  const { ownerDatabase } = runtime
  const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1))
  const months = await inTransaction(ownerDatabase, (tx) => listPartitions(tx, 'clicks'))
  for (const month of months.filter((candidate) => candidate < lastMonth.toISOString().slice(0, 10)))
    await inTransaction(ownerDatabase, (tx) => dropIfEmpty(tx, month))
}

/**
 * Deletes clicks and their sums that are older than each organization's plan keeps (`analytics_retention_days`), to the
 * day (UTC), and all of organizations that are gone. Safe to run twice at once, and to stop at any point.
 */
export const cutClicks = async (runtime: Runtime): Promise<void> => {
  const now = runtime.clock()
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  for (const { id, plan } of await inTransaction(runtime.ownerDatabase, listPlans)) {
    const days = findPlan(runtime.plans, plan).limits.analytics_retention_days
    if (days !== null) await cutOne(runtime, id, new Date(today - days * DAY_MS))
  }
  for (const id of await inTransaction(runtime.ownerDatabase, listGone))
    await cutOne(runtime, id, new Date('9999-01-01T00:00:00Z'))
  await dropEmptyMonths(runtime, now)
}
