import { inTransaction } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { deleteReleasedBefore } from './address-queries.ts'

const KEPT_MS = 30 * 24 * 60 * 60 * 1000

/** Job: thirty days after its target was deleted, an address is free for everybody. */
export const forgetReleasedAddresses = async (runtime: Runtime): Promise<void> => {
  const before = new Date(runtime.clock().getTime() - KEPT_MS)
  await inTransaction(runtime.ownerDatabase, (tx) => deleteReleasedBefore(tx, before))
}
