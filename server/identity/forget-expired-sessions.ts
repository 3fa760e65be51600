import { inTransaction } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { deleteExpiredVerifications } from './account-queries.ts'
import { deleteExpiredSessions } from './session-queries.ts'

/** Forgets sessions, mailed links and half-done sign-ins that have ended; they stopped working by themselves. */
export const forgetExpiredSessions = (runtime: Runtime): Promise<void> =>
  inTransaction(runtime.database, async (tx) => {
    const now = runtime.clock()
    await deleteExpiredSessions(tx, now)
    await deleteExpiredVerifications(tx, now)
  })
