import { randomBytes } from 'node:crypto'
import { inTransaction } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { ensureSalt } from './click-queries.ts'

const SALT_BYTES = 32
/** This month's and, in its first days, the one before. */
const KEPT_MONTHS = 2

/** Salts by month (`YYYY-MM-01`), read or made at their first use; older ones are forgotten as new ones come. */
export const createSaltKeeper = (runtime: Runtime): ((month: string) => Promise<Buffer>) => {
  const kept = new Map<string, Buffer>()
  return async (month) => {
    const known = kept.get(month)
    if (known !== undefined) return known
    const salt = await inTransaction(runtime.database, (tx) => ensureSalt(tx, month, randomBytes(SALT_BYTES)))
    kept.set(month, salt)
    for (const old of [...kept.keys()].sort().slice(0, -KEPT_MONTHS)) kept.delete(old)
    return salt
  }
}
