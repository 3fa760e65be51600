import { inTransaction } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import {
  deleteBatches,
  deleteSalts,
  dropVisitors,
  ensurePartitions,
  listPartitions,
} from './upkeep-queries.ts'

/** This month and the next two; a click of any other month makes its own. */
const MONTHS_AHEAD = 2
const DAY_MS = 24 * 60 * 60 * 1000
/** For clicks that wait in a process while a month ends. */
const VISITORS_KEPT_MS = 2 * DAY_MS

/** First day (UTC) of the month so many after that of an instant, as YYYY-MM-DD. */
const monthAfter = (at: Date, months: number): string =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1)).toISOString().slice(0, 10)

/** The places that clicks of this and the next months are written to. */
export const keepClickPartitions = (runtime: Runtime): Promise<void> => {
  const now = runtime.clock()
  const months = Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => monthAfter(now, ahead))
  return ensurePartitions(runtime.ownerDatabase, months)
}

/**
 * Two days after a month's end its salt and its visitors are forgotten: from then on nobody can tell who clicked in it.
 * Batches are forgotten after a day.
 */
const forgetVisitors = async (runtime: Runtime): Promise<void> => {
  const { ownerDatabase } = runtime
  const now = runtime.clock()
  const oldest = monthAfter(new Date(now.getTime() - VISITORS_KEPT_MS), 0)
  await inTransaction(ownerDatabase, async (tx) => {
    await deleteSalts(tx, oldest)
    await deleteBatches(tx, new Date(now.getTime() - DAY_MS))
  })
  const months = await inTransaction(ownerDatabase, (tx) => listPartitions(tx, 'click_visitors'))
  for (const month of months.filter((candidate) => candidate < oldest))
    await inTransaction(ownerDatabase, (tx) => dropVisitors(tx, month))
}

/** The job: room for the months to come, and nothing kept of those that are over but their clicks. */
export const keepClicks = async (runtime: Runtime): Promise<void> => {
  await keepClickPartitions(runtime)
  await forgetVisitors(runtime)
}
