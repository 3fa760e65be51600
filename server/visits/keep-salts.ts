import { randomBytes } from 'node:crypto'
import { inTransaction } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { ensureSalt } from './click-queries.ts'

const SALT_BYTES = 32
/** This month's, the next one's, and in its first days the one before. */
const KEPT_MONTHS = 3

/** Salts by month (`YYYY-MM-01`). */
export interface SaltKeeper {
  /** Undefined: it must be asked for. */
  recall(month: string): Buffer | undefined
  /** Reads it, or makes it where nobody has before; older ones are forgotten as new ones come. */
  ask(month: string): Promise<Buffer>
}

export const createSaltKeeper = (runtime: Runtime): SaltKeeper => {
  const kept = new Map<string, Buffer>()
  return {
    recall: (month) => kept.get(month),
    ask: async (month) => {
      const salt = await inTransaction(runtime.database, (tx) =>
        ensureSalt(tx, month, randomBytes(SALT_BYTES)),
      )
      kept.set(month, salt)
      for (const old of [...kept.keys()].sort().slice(0, -KEPT_MONTHS)) kept.delete(old)
      return salt
    },
  }
}
