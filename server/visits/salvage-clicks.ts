import type { Runtime } from '#server/kernel/runtime.ts'
import { type ClickChunk, createChunkBuilder, partId, readChunks } from './click-chunk.ts'
import type { DescribedClick } from './describe-click.ts'

type Write = (chunks: ClickChunk[]) => Promise<void>

/** True where trying the same rows again can't help: broken data or a broken rule (SQLSTATE classes 22, 23, 54). */
const isRefusedForItsContent = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^(22|23|54)/.test(error.code)

const chunkOf = (id: string, clicks: readonly DescribedClick[]): ClickChunk => {
  const builder = createChunkBuilder()
  for (const click of clicks) builder.add(click)
  return builder.seal(id)
}

const writeSplit = async (
  runtime: Runtime,
  write: Write,
  id: string,
  clicks: DescribedClick[],
): Promise<void> => {
  try {
    await write([chunkOf(id, clicks)])
  } catch (error) {
    if (!isRefusedForItsContent(error)) throw error
    if (clicks.length <= 1) {
      const link_id = clicks[0]?.linkId
      runtime.log.error({ err: error, link_id }, 'a click can’t be written and is left out')
      return
    }
    const middle = Math.ceil(clicks.length / 2)
    await writeSplit(runtime, write, partId(id, 0), clicks.slice(0, middle))
    await writeSplit(runtime, write, partId(id, 1), clicks.slice(middle))
  }
}

/**
 * Writes chunks that follow each other. What the database refuses for its content is split until what it can't take stands
 * alone and is left out.
 */
export const writeOrSalvage = async (runtime: Runtime, write: Write, chunks: ClickChunk[]): Promise<void> => {
  try {
    await write(chunks)
  } catch (error) {
    if (!isRefusedForItsContent(error)) throw error
    for (const [index, clicks] of readChunks(chunks).entries()) {
      const id = chunks[index]?.id
      if (id !== undefined) await writeSplit(runtime, write, id, clicks)
    }
  }
}
