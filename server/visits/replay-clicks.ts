import { setTimeout as wait } from 'node:timers/promises'
import type { Runtime } from '#server/kernel/runtime.ts'
import type { ClickChunk } from './click-chunk.ts'
import type { ClickJournal } from './click-journal.ts'

type Write = (chunks: ClickChunk[]) => Promise<void>

const AGAIN_MS = 10_000
const LOOK_MS = 10 * 60_000

/**
 * Writes the clicks that other processes left on this machine's disk. A file of one that may be at work stays: what is
 * written twice counts once. Answers whether there is such a file.
 */
const replayOnce = async (journal: ClickJournal, write: Write): Promise<boolean> => {
  let isMoreToCome = false
  for (const file of await journal.listLeft()) {
    const chunks = await file.read()
    if (chunks.length > 0) await write(chunks)
    if (file.isQuiet) await file.remove()
    else isMoreToCome = true
  }
  return isMoreToCome
}

/** Writes what is left now, and looks again from time to time until the process ends. */
export const keepReplaying = async (runtime: Runtime, journal: ClickJournal, write: Write): Promise<void> => {
  const replay = async (): Promise<number> => {
    try {
      return (await replayOnce(journal, write)) ? AGAIN_MS : LOOK_MS
    } catch (error) {
      runtime.log.warn({ err: error }, 'clicks that a process left are not written yet')
      return AGAIN_MS
    }
  }
  const keepOn = async (pauseMs: number): Promise<never> => {
    for (let pause = pauseMs; ; pause = await replay()) await wait(pause, undefined, { ref: false })
  }
  void keepOn(await replay())
}
