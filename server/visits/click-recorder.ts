import type { Runtime } from '#server/kernel/runtime.ts'
import { createClickIntake } from './click-intake.ts'
import { openClickJournal } from './click-journal.ts'
import { type ClickSegment, type ClickSegments, createSegments } from './click-segments.ts'
import type { RawClick } from './raw-click.ts'
import { keepReplaying } from './replay-clicks.ts'
import { type Patience, trySurely } from './try-surely.ts'
import { type BatchWriter, createBatchWriter } from './write-batch.ts'

/** After so long a click is on the disk, and, where the last batch was a while ago, on its way to the database. */
const CHUNK_MS = 50
/** Batches begin no sooner one after the other: many clicks at once cost less each. */
const FLUSH_MS = 800
/** How long the end of the process waits for a database that is away. */
const DRAIN_MS = 10_000

export interface ClickRecorder {
  /** Makes ready for the first click, and writes what processes before left. */
  open(): Promise<void>
  push(click: RawClick): void
  /** Resolves when everything that was pushed is written, or, if the database stays away for ten seconds, on the disk. */
  drain(): Promise<void>
}

// One after the other: what is under way keeps the next ones together, and larger ones cost less for each click.
const writeSealed = async (
  runtime: Runtime,
  patience: Patience,
  segments: ClickSegments,
  write: BatchWriter,
): Promise<void> => {
  const writeOne = async (segment: ClickSegment): Promise<true> => {
    await write(await segment.read())
    await segment.remove()
    return true
  }
  for (let segment = segments.oldest(); segment !== undefined; segment = segments.oldest()) {
    const next = segment
    if ((await trySurely(runtime, patience, () => writeOne(next))) === null) return
    segments.shift()
  }
}

const createRecorder = (runtime: Runtime): ClickRecorder => {
  const journal = openClickJournal(runtime)
  const segments = createSegments(runtime, journal)
  const write = createBatchWriter(runtime)
  const patience: Patience = { until: Number.POSITIVE_INFINITY }
  let flushing: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null
  let flushedAt = Number.NEGATIVE_INFINITY

  const keepTime = (): void => {
    if (timer !== null || segments.size() === 0) return
    timer = setTimeout(onTime, CHUNK_MS).unref()
  }
  const intake = createClickIntake(runtime, patience, (click) => {
    segments.add(click)
    keepTime()
  })

  const flush = (): Promise<void> => {
    flushing ??= writeSealed(runtime, patience, segments, write).finally(() => {
      flushing = null
      keepTime()
    })
    return flushing
  }

  const onTime = (): void => {
    timer = null
    segments.cut()
    const isDue = segments.oldest() !== undefined || performance.now() - flushedAt >= FLUSH_MS
    if (flushing === null && isDue) {
      flushedAt = performance.now()
      segments.seal()
      intake.turnOver()
      void flush()
    }
    keepTime()
  }

  const drain = async (): Promise<void> => {
    patience.until = performance.now() + DRAIN_MS
    while (performance.now() < patience.until && intake.size() + segments.size() > 0) {
      await intake.settle()
      await flushing
      segments.seal()
      await flush()
    }
    patience.until = Number.POSITIVE_INFINITY
    await write.settle()
    await segments.leaveRest()
    if (intake.size() > 0) runtime.log.error({ clicks: intake.size() }, 'clicks were lost')
  }

  const open = async (): Promise<void> => {
    await intake.open()
    await keepReplaying(runtime, journal, write)
  }
  return { open, push: intake.push, drain }
}

const recorders = new WeakMap<Runtime, ClickRecorder>()

/** The process's one recorder. */
export const recorderOf = (runtime: Runtime): ClickRecorder => {
  const found = recorders.get(runtime) ?? createRecorder(runtime)
  recorders.set(runtime, found)
  return found
}
