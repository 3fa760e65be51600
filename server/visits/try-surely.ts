import { setTimeout as wait } from 'node:timers/promises'
import type { Runtime } from '#server/kernel/runtime.ts'

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2000

/** Until when acts are tried again, by performance.now(). */
export interface Patience {
  until: number
}

/** Tries until it succeeds, more and more seldom; null where the patience has ended. */
export const trySurely = async <T>(
  runtime: Runtime,
  patience: Patience,
  act: () => Promise<T>,
): Promise<T | null> => {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await act()
    } catch (error) {
      runtime.log.warn({ err: error }, 'clicks wait for the database')
      if (performance.now() > patience.until) return null
      await wait(pauseMs, undefined, { ref: patience.until !== Number.POSITIVE_INFINITY })
    }
  }
}
