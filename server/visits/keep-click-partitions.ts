import type { Runtime } from '#server/kernel/runtime.ts'
import { ensurePartitions } from './upkeep-queries.ts'

/** This month and the next two; a click of any other month makes its own. */
const MONTHS_AHEAD = 2

/** The first days (UTC) of the month of `now` and of as many after it, as YYYY-MM-DD. */
const comingMonths = (now: Date): string[] =>
  Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1)).toISOString().slice(0, 10),
  )

/** The places that clicks of this and the next months are written to. */
export const keepClickPartitions = (runtime: Runtime): Promise<void> =>
  ensurePartitions(runtime.ownerDatabase, comingMonths(runtime.clock()))
