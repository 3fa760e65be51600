import type { Runtime } from '#server/kernel/runtime.ts'
import { type ClickDescriber, createClickDescriber, type DescribedClick, monthOf } from './describe-click.ts'
import { createSaltKeeper } from './keep-salts.ts'
import type { RawClick } from './raw-click.ts'
import { type Patience, trySurely } from './try-surely.ts'

/** Clicks of a month whose salt is not known yet and can't be asked for. */
const MOST_WAITING = 200_000
/** A month's salt is asked for so long before it begins. */
const AHEAD_MS = 60 * 60 * 1000

/** Where clicks lose their addresses and headers. */
export interface ClickIntake {
  /** Makes ready for the first click. */
  open(): Promise<void>
  /** Describes it and hands it on, at once where its month's salt is known. */
  push(click: RawClick): void
  /** Clicks that wait for their month's salt. */
  size(): number
  /** Resolves when those are handed on, or the patience has ended. */
  settle(): Promise<void>
  /** Forgets who clicked, and makes ready for the next month. */
  turnOver(): void
}

const withinLimit = (runtime: Runtime, waiting: RawClick[]): RawClick[] => {
  if (waiting.length <= MOST_WAITING) return waiting
  runtime.log.error({ clicks: waiting.length }, 'the database is away as a month begins: clicks were lost')
  return []
}

export const createClickIntake = (
  runtime: Runtime,
  patience: Patience,
  handOn: (click: DescribedClick) => void,
): ClickIntake => {
  const salts = createSaltKeeper(runtime)
  const describers = new Map<string, ClickDescriber>()
  let waiting: RawClick[] = []
  let asking: Promise<void> | null = null

  const describerOf = (month: string): ClickDescriber | undefined => {
    const known = describers.get(month)
    const salt = salts.recall(month)
    if (known !== undefined || salt === undefined) return known
    const describer = createClickDescriber(runtime, salt)
    describers.set(month, describer)
    return describer
  }

  /** One month after the other. */
  const describeWaiting = async (): Promise<void> => {
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      const month = monthOf(first.at)
      const salt = await trySurely(runtime, patience, () => salts.ask(month))
      if (salt === null) return
      const describe = createClickDescriber(runtime, salt)
      const now = waiting.filter(({ at }) => monthOf(at) === month)
      waiting = waiting.filter(({ at }) => monthOf(at) !== month)
      for (const click of now) handOn(describe(click))
    }
  }
  const settle = (): Promise<void> => {
    asking ??= describeWaiting().finally(() => {
      asking = null
    })
    return asking
  }
  return {
    open: async () => {
      await salts.ask(monthOf(runtime.clock().getTime()))
    },
    push: (click) => {
      const describe = describerOf(monthOf(click.at))
      if (describe !== undefined) return handOn(describe(click))
      waiting.push(click)
      waiting = withinLimit(runtime, waiting)
      void settle()
    },
    size: () => waiting.length,
    settle,
    turnOver: () => {
      describers.clear()
      // A database that is away as a month begins must not keep its first clicks from the disk.
      const month = monthOf(runtime.clock().getTime() + AHEAD_MS)
      if (salts.recall(month) === undefined) salts.ask(month).catch(() => undefined)
    },
  }
}
