import { setImmediate as afterRequests } from 'node:timers/promises'
import type { Runtime } from '#server/kernel/runtime.ts'
import { type DescribedClick, describeClick, monthOf } from './describe-click.ts'
import { createSaltKeeper } from './keep-salts.ts'
import type { RawClick } from './raw-click.ts'

/** Clicks kept while the database is away; see docs/operations.md. */
const MOST_WAITING = 200_000
const DROPPED_AT_ONCE = 1000
/** Describing takes some microseconds for each: requests are let in between so many. */
const DESCRIBED_AT_ONCE = 200

export interface ClickBuffer {
  push(click: RawClick): void
  size(): number
  /** The oldest, described, at most so many. Throws when a month's salt is not known and the database away. */
  take(most: number): Promise<DescribedClick[]>
  clear(): void
}

/** Clicks on their way to the database: where many come at once, they are described while those before are written. */
export const createClickBuffer = (runtime: Runtime): ClickBuffer => {
  const saltOf = createSaltKeeper(runtime)
  const waiting: RawClick[] = []
  const ready: DescribedClick[] = []
  let describing: Promise<void> | null = null

  // Salts first: nothing is taken out of the buffer before all that it needs is there.
  const describeSome = async (): Promise<void> => {
    await afterRequests()
    const salts = new Map<string, Buffer>()
    for (const month of new Set(waiting.slice(0, DESCRIBED_AT_ONCE).map(({ at }) => monthOf(at))))
      salts.set(month, await saltOf(month))
    for (let count = 0; count < DESCRIBED_AT_ONCE; count++) {
      const click = waiting[count]
      const salt = click === undefined ? undefined : salts.get(monthOf(click.at))
      if (click === undefined || salt === undefined) return void waiting.splice(0, count)
      ready.push(describeClick(runtime, click, salt))
    }
    waiting.splice(0, DESCRIBED_AT_ONCE)
  }

  const describe = (): Promise<void> => {
    describing ??= describeSome().finally(() => {
      describing = null
    })
    return describing
  }

  const dropOldest = (): void => {
    waiting.splice(0, DROPPED_AT_ONCE)
    runtime.log.error({ clicks: DROPPED_AT_ONCE }, 'the oldest waiting clicks were dropped')
  }
  return {
    push: (click) => {
      waiting.push(click)
      if (waiting.length >= MOST_WAITING + DROPPED_AT_ONCE) dropOldest()
      // A failure is told by the next that takes.
      if (waiting.length === DESCRIBED_AT_ONCE) describe().catch(() => undefined)
    },
    size: () => waiting.length + ready.length,
    take: async (most) => {
      while (waiting.length > 0 && ready.length < most) await describe()
      return ready.splice(0, most)
    },
    clear: () => {
      waiting.length = 0
      ready.length = 0
    },
  }
}
