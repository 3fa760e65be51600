import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract as createExtract } from 'tar-stream'
import {
  BACKUP_FORMAT,
  BackupError,
  MANIFEST_ENTRY,
  type Manifest,
  manifestSchema,
  SECRET_ENTRY,
  tableOfPart,
} from './backup-format.ts'

// A manifest or a secret beyond this was not written by us.
const LARGEST_SMALL_ENTRY = 50_000_000

/** A backup that was read whole and found intact. */
export interface VerifiedBackup {
  file: string
  manifest: Manifest
  secret: Buffer | null
}

/** Calls `read` with each entry of the archive in turn; what it leaves unread is skipped. */
export async function readEntries(
  file: string,
  read: (name: string, content: Readable) => Promise<void>,
): Promise<void> {
  const extract = createExtract()
  const fed = pipeline(createReadStream(file), createGunzip(), extract)
  // The loop below throws the same error; unhandled it would end the process.
  fed.catch(() => undefined)
  for await (const entry of extract) {
    await read(entry.header.name, entry as unknown as Readable)
    entry.resume()
  }
  await fed
}

/** Reads all of it and compares every count and checksum, before anything is done with it. Throws BackupError. */
export async function verifyBackup(file: string): Promise<VerifiedBackup> {
  const found = new Map<string, { hash: Hash; bytes: number }>()
  const small = new Map<string, Buffer>()
  try {
    await readEntries(file, async (name, content) => {
      const table = tableOfPart(name)
      if (table === null) {
        small.set(name, await readSmall(content))
        return
      }
      const sum = found.get(table) ?? { hash: createHash('sha256'), bytes: 0 }
      found.set(table, sum)
      for await (const chunk of content as AsyncIterable<Buffer>) {
        sum.hash.update(chunk)
        sum.bytes += chunk.length
      }
    })
  } catch (error) {
    throw new BackupError(`${file} can't be read as a backup: ${(error as Error).message}`)
  }
  const manifest = readManifest(file, small.get(MANIFEST_ENTRY))
  for (const table of manifest.tables) {
    const name = `${table.schema}.${table.name}`
    const sum = found.get(name)
    found.delete(name)
    if (
      (sum?.bytes ?? 0) !== table.bytes ||
      (sum?.hash ?? createHash('sha256')).digest('hex') !== table.sha256
    )
      throw new BackupError(`${file} is damaged: the rows of ${name} are not those that were saved.`)
  }
  if (found.size > 0)
    throw new BackupError(`${file} is damaged: it holds ${[...found.keys()]}, which it does not list.`)
  const secret = small.get(SECRET_ENTRY) ?? null
  if ((secret && createHash('sha256').update(secret).digest('hex')) !== manifest.secret_sha256)
    throw new BackupError(`${file} is damaged: its secret is not the one that was saved.`)
  return { file, manifest, secret }
}

function readManifest(file: string, content: Buffer | undefined): Manifest {
  if (!content)
    throw new BackupError(`${file} is no backup of Guildhall, or was cut off: it has no ${MANIFEST_ENTRY}.`)
  let value: unknown
  try {
    value = JSON.parse(content.toString('utf8'))
  } catch {
    throw new BackupError(`${file} is damaged: its ${MANIFEST_ENTRY} can't be read.`)
  }
  const format = (value as { format?: unknown } | null)?.format
  if (typeof format === 'number' && format > BACKUP_FORMAT)
    throw new BackupError(`${file} was made by a newer release of Guildhall: restore it with that one.`)
  const parsed = manifestSchema.safeParse(value)
  if (!parsed.success)
    throw new BackupError(`${file} is damaged: its ${MANIFEST_ENTRY} is not what it must be.`)
  return parsed.data
}

async function readSmall(content: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_SMALL_ENTRY) throw new BackupError('an entry is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
