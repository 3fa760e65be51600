import type { Runtime } from '#server/kernel/runtime.ts'
import { forgetOldImports } from './import-upkeep-queries.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const FILE_DAYS = 7
const IMPORT_DAYS = 90

/** The job: files that were not imported are forgotten after a week, imports with their failed rows after ninety days. */
export const forgetLinkImports = (runtime: Runtime): Promise<void> => {
  const daysAgo = (days: number): Date => new Date(runtime.clock().getTime() - days * DAY_MS)
  return forgetOldImports(runtime.ownerDatabase, {
    stuckSince: daysAgo(1),
    filesOf: daysAgo(FILE_DAYS),
    importsOf: daysAgo(IMPORT_DAYS),
  })
}
