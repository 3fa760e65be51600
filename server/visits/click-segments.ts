import type { Runtime } from '#server/kernel/runtime.ts'
import { type ClickChunk, createChunkBuilder } from './click-chunk.ts'
import type { ClickJournal } from './click-journal.ts'
import type { DescribedClick } from './describe-click.ts'

const FULL_CHUNK = 1000
const FULL_SEGMENT = 20_000
/** Beyond these, segments are read from the disk when it is their turn. */
const MOST_IN_MEMORY = 200_000
/** Beyond these nothing more is taken: some gigabyte. */
const MOST = 5_000_000

/** Clicks that are written to the database together: chunks that follow each other, on the disk and in memory. */
export interface ClickSegment {
  clicks: number
  read(): Promise<ClickChunk[]>
  isOnDisk(): Promise<boolean>
  remove(): Promise<void>
}

/** Clicks on their way: one segment that grows, and those that are sealed, oldest first. */
export interface ClickSegments {
  add(click: DescribedClick): void
  /** Puts on the disk what was added since the last time. */
  cut(): void
  /** Ends the segment that grows. */
  seal(): void
  /** All clicks that are not written. */
  size(): number
  oldest(): ClickSegment | undefined
  shift(): void
  /** As the process ends: waits until what stays unwritten is on the disk, and logs it. */
  leaveRest(): Promise<void>
}

/** A segment with what is needed to build it. */
const openSegment = (journal: ClickJournal) => {
  const builder = createChunkBuilder()
  const file = journal.newFile()
  let chunks: ClickChunk[] | null = []
  let clicks = 0
  return {
    builder,
    clicks: () => clicks + builder.size(),
    cut: () => {
      if (builder.size() === 0) return
      clicks += builder.size()
      const chunk = builder.seal()
      chunks?.push(chunk)
      file.append(chunk)
    },
    /** Leaves the chunks to the disk, if they are there. */
    leaveToDisk: async () => {
      if (await file.isWhole()) chunks = null
    },
    read: async () => chunks ?? (await file.read()),
    isOnDisk: () => file.isWhole(),
    remove: () => file.remove(),
  }
}

export const createSegments = (runtime: Runtime, journal: ClickJournal): ClickSegments => {
  const sealed: ClickSegment[] = []
  let growing: ReturnType<typeof openSegment> | null = null
  let sealedClicks = 0
  let isFull = false

  const seal = (): void => {
    if (growing === null) return
    const segment = growing
    growing = null
    segment.cut()
    const clicks = segment.clicks()
    sealedClicks += clicks
    if (sealedClicks > MOST_IN_MEMORY) void segment.leaveToDisk()
    sealed.push({ clicks, read: segment.read, isOnDisk: segment.isOnDisk, remove: segment.remove })
  }

  const refuse = (): void => {
    if (!isFull) runtime.log.error({ clicks: MOST }, 'the database is away: more clicks are not kept')
    isFull = true
  }
  return {
    add: (click) => {
      if (sealedClicks >= MOST) return refuse()
      growing ??= openSegment(journal)
      growing.builder.add(click)
      if (growing.builder.size() < FULL_CHUNK) return
      growing.cut()
      if (growing.clicks() >= FULL_SEGMENT) seal()
    },
    cut: () => growing?.cut(),
    seal,
    size: () => sealedClicks + (growing?.clicks() ?? 0),
    oldest: () => sealed[0],
    shift: () => {
      sealedClicks -= sealed.shift()?.clicks ?? 0
      isFull = false
    },
    leaveRest: async () => {
      seal()
      for (const { clicks, isOnDisk } of sealed) {
        if (await isOnDisk()) runtime.log.error({ clicks }, 'clicks wait on the disk for the next start')
        else runtime.log.error({ clicks }, 'clicks were lost')
      }
    },
  }
}
