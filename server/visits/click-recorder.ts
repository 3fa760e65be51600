import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Runtime } from '#server/kernel/runtime.ts'
import { createClickBuffer } from './click-buffer.ts'
import type { RawClick } from './raw-click.ts'
import { type ClickBatch, createBatchWriter, isRefusedForItsContent } from './write-batch.ts'

/** A click waits at most so long before its batch is sent, and no longer once so many wait. */
const FLUSH_AFTER_MS = 60
const FULL_BATCH = 1000
/** After a pause of the database, batches are larger: fewer rows are counted up for each click. */
const LARGEST_BATCH = 4000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2000
/** How long the end of the process waits for a database that is away. */
const DRAIN_MS = 10_000

export interface ClickRecorder {
  push(click: RawClick): void
  /** Resolves when everything that was pushed is written, or the database stayed away for ten seconds. */
  drain(): Promise<void>
}

/** Splits a batch that the database refuses, until what it can't take stands alone and is left out. */
const writeSplit = async (
  runtime: Runtime,
  write: (batch: ClickBatch) => Promise<void>,
  batch: ClickBatch,
): Promise<void> => {
  try {
    await write(batch)
  } catch (error) {
    if (!isRefusedForItsContent(error)) throw error
    const [only] = batch.clicks
    if (batch.clicks.length === 1) {
      runtime.log.error({ err: error, link_id: only?.link_id }, 'a click can’t be written and is left out')
      return
    }
    const middle = Math.ceil(batch.clicks.length / 2)
    await writeSplit(runtime, write, { id: randomUUID(), clicks: batch.clicks.slice(0, middle) })
    await writeSplit(runtime, write, { id: randomUUID(), clicks: batch.clicks.slice(middle) })
  }
}

/** Tries until it succeeds; null where the process ends (`givesUpAt` has come) and the database stays away. */
const trySurely = async <T>(
  runtime: Runtime,
  givesUpAt: () => number,
  act: () => Promise<T>,
): Promise<T | null> => {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await act()
    } catch (error) {
      runtime.log.warn({ err: error }, 'clicks wait for the database')
      if (performance.now() > givesUpAt()) return null
      await wait(pauseMs, undefined, { ref: givesUpAt() !== Number.POSITIVE_INFINITY })
    }
  }
}

const createRecorder = (runtime: Runtime): ClickRecorder => {
  const buffer = createClickBuffer(runtime)
  const write = createBatchWriter(runtime)
  let firstAt = 0
  let timer: NodeJS.Timeout | null = null
  let flushing: Promise<void> | null = null
  let givesUpAt = Number.POSITIVE_INFINITY

  // The same batch under the same id until it is written: none is sent while another may still be under way.
  const writeNext = async (): Promise<void> => {
    const surely = <T>(act: () => Promise<T>) => trySurely(runtime, () => givesUpAt, act)
    const clicks = await surely(() => buffer.take(LARGEST_BATCH))
    const batch = { id: randomUUID(), clicks: clicks ?? [] }
    const isWritten = clicks !== null && (await surely(() => writeSplit(runtime, write, batch))) !== null
    if (isWritten) return
    runtime.log.error({ clicks: batch.clicks.length + buffer.size() }, 'clicks were lost')
    buffer.clear()
  }

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    firstAt = performance.now()
    flushing = writeNext().finally(() => {
      flushing = null
      if (buffer.size() > 0) schedule()
    })
  }

  const schedule = (): void => {
    if (flushing !== null) return
    if (buffer.size() >= FULL_BATCH) flush()
    else timer ??= setTimeout(flush, Math.max(0, firstAt + FLUSH_AFTER_MS - performance.now())).unref()
  }

  const push = (click: RawClick): void => {
    if (buffer.size() === 0) firstAt = performance.now()
    buffer.push(click)
    schedule()
  }

  const drain = async (): Promise<void> => {
    givesUpAt = performance.now() + DRAIN_MS
    while (buffer.size() > 0 || flushing !== null) {
      if (flushing === null) flush()
      await flushing
    }
    givesUpAt = Number.POSITIVE_INFINITY
    await write.settle()
  }
  return { push, drain }
}

const recorders = new WeakMap<Runtime, ClickRecorder>()

/** The process's one recorder. */
export const recorderOf = (runtime: Runtime): ClickRecorder => {
  const found = recorders.get(runtime) ?? createRecorder(runtime)
  recorders.set(runtime, found)
  return found
}
