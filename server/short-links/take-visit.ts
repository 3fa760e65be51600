import type { Runtime } from '#server/kernel/runtime.ts'
import { takeVisitRow } from './visit-limit-queries.ts'

/** Takes one visit of a link with a click limit, for a stranger; false when the limit is reached. */
export const takeVisit = (
  runtime: Runtime,
  link: { organizationId: string; linkId: string; limit: number },
): Promise<boolean> => takeVisitRow(runtime.database, link.organizationId, link.linkId, link.limit)
