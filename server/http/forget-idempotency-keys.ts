import type { Runtime } from '#server/kernel/runtime.ts'
import { deleteIdempotencyKeys } from './idempotency-queries.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Job: answers are repeated for a day, then forgotten. */
export const forgetIdempotencyKeys = (runtime: Runtime): Promise<void> =>
  deleteIdempotencyKeys(runtime.database, new Date(runtime.clock().getTime() - DAY_MS))
