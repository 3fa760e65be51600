import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Runtime } from '#server/kernel/runtime.ts'
import { type ClickChunk, clickChunk } from './click-chunk.ts'

const ENDING = '.clicks'
/** A file that nothing was added to for so long is nobody's any more, or only to be written again. */
const QUIET_MS = 5000
/** A disk that can't be written to is told of once in so long. */
const TOLD_AGAIN_MS = 60_000

/** A file of chunks that follow each other, on the disk of this machine until they are in the database. */
export interface JournalFile {
  /** Adds a chunk behind those before; never throws. */
  append(chunk: ClickChunk): void
  /** Whether everything that was added is on the disk. */
  isWhole(): Promise<boolean>
  read(): Promise<ClickChunk[]>
  remove(): Promise<void>
}

/** A file that another process left, or one that is still at work. */
export interface LeftFile {
  /** Nothing was added to it for some seconds. */
  isQuiet: boolean
  read(): Promise<ClickChunk[]>
  remove(): Promise<void>
}

const parseLine = (line: string): ClickChunk[] => {
  try {
    return [clickChunk.parse(JSON.parse(line))]
  } catch {
    return []
  }
}

// What follows a line that is broken may name what only that line told: it ends the file. A last line without an end is
// what a process leaves that is killed while it writes.
const parseLines = (text: string, onBroken: () => void): ClickChunk[] => {
  const chunks: ClickChunk[] = []
  for (const line of text.split('\n').slice(0, -1)) {
    const parsed = parseLine(line)
    if (parsed.length === 0) {
      onBroken()
      return chunks
    }
    chunks.push(...parsed)
  }
  return chunks
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const readChunksOf = async (path: string, log: Runtime['log']): Promise<ClickChunk[]> => {
  const onBroken = () => log.error({ file: path }, 'clicks can’t be read from here on')
  try {
    return parseLines(await readFile(path, 'utf8'), onBroken)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

const removeFile = async (path: string): Promise<void> => {
  try {
    await unlink(path)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

/** A file that is made as something is added; what can't be added is told, and nothing is added after it. */
const createFile = (path: string, log: Runtime['log'], complain: (error: unknown) => void): JournalFile => {
  let isWhole = true
  let handle: FileHandle | null = null
  let last: Promise<void> = Promise.resolve()

  const openFile = async (): Promise<FileHandle> => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    return open(path, 'ax', 0o600)
  }
  const after = (act: () => Promise<void>): Promise<void> => {
    last = last.then(act).catch((error: unknown) => {
      isWhole = false
      complain(error)
    })
    return last
  }
  const closeFile = async (): Promise<void> => {
    await handle?.close()
    handle = null
  }
  return {
    append: (chunk) => {
      const line = `${JSON.stringify(chunk)}\n`
      void after(async () => {
        if (!isWhole) return
        handle ??= await openFile()
        await handle.appendFile(line)
      })
    },
    isWhole: async () => {
      await after(closeFile)
      return isWhole
    },
    read: () => readChunksOf(path, log),
    remove: async () => {
      await after(closeFile)
      await after(() => removeFile(path))
    },
  }
}

const listNames = async (folder: string): Promise<string[]> => {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(ENDING)).sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Clicks on their way to the database, kept in `clicks` of the data folder so that a killed process loses none of them. */
export interface ClickJournal {
  newFile(): JournalFile
  listLeft(): Promise<LeftFile[]>
}

export const openClickJournal = ({ config, log }: Runtime): ClickJournal => {
  const folder = join(config.dataFolder, 'clicks')
  const own = new Set<string>()
  let toldAt = Number.NEGATIVE_INFINITY
  const complain = (error: unknown): void => {
    if (performance.now() - toldAt < TOLD_AGAIN_MS) return
    toldAt = performance.now()
    log.error({ err: error, folder }, 'clicks can’t be kept on the disk until they are written')
  }
  return {
    newFile: () => {
      const name = `${randomUUID()}${ENDING}`
      own.add(name)
      const file = createFile(join(folder, name), log, complain)
      const remove = async (): Promise<void> => {
        await file.remove()
        own.delete(name)
      }
      return { ...file, remove }
    },
    listLeft: async () => {
      const files: LeftFile[] = []
      for (const name of await listNames(folder)) {
        if (own.has(name)) continue
        const path = join(folder, name)
        const found = await stat(path).catch(() => null)
        if (found === null) continue
        const isQuiet = Date.now() - found.mtimeMs > QUIET_MS
        files.push({ isQuiet, read: () => readChunksOf(path, log), remove: () => removeFile(path) })
      }
      return files
    },
  }
}
