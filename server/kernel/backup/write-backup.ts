import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { pack as createPack, type Pack } from 'tar-stream'
import {
  BACKUP_FORMAT,
  BackupError,
  MANIFEST_ENTRY,
  type Manifest,
  type ManifestTable,
  partName,
  SECRET_ENTRY,
} from './backup-format.ts'
import {
  beginSnapshot,
  copyOut,
  isMigrated,
  listHiddenTables,
  listSavedTables,
  openBackupConnection,
  readState,
  type SavedTable,
} from './backup-queries.ts'

/** What was saved. */
export interface BackupSummary {
  file: string
  tables: number
  rows: number
}

interface Archive {
  pack: Pack
  cutOff: Promise<never>
}

const PART_BYTES = 4_000_000

/**
 * Saves the whole database as it is at one moment into a new .tar.gz that only its owner can read (mode 0600), with the
 * SECRET file when given. The file appears under its name only when whole. Throws BackupError.
 */
export async function writeBackup(
  connectionString: string,
  outputFile: string,
  options: { secretFile?: string } = {},
): Promise<BackupSummary> {
  const file = path.resolve(outputFile)
  if (
    await access(file).then(
      () => true,
      () => false,
    )
  )
    throw new BackupError(`${file} exists already.`)
  const secret = options.secretFile ? await readFile(options.secretFile) : null
  const partial = `${file}.partial-${process.pid}`
  const client = await openBackupConnection(connectionString)
  try {
    await checkAccess(client)
    const archive = openArchive()
    const written = pipeline(
      archive.pack,
      createGzip(),
      createWriteStream(partial, { mode: 0o600, flags: 'wx' }),
    )
    const packed = packAll(client, archive, secret).catch((error) => {
      archive.pack.destroy(error)
      throw error
    })
    const [manifest] = await Promise.all([packed, written])
    await flush(partial)
    await rename(partial, file)
    return {
      file,
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    }
  } catch (error) {
    await rm(partial, { force: true })
    throw error instanceof BackupError
      ? error
      : new BackupError(`The backup was not made: ${(error as Error).message}`)
  } finally {
    await client.end()
  }
}

async function checkAccess(client: pg.Client): Promise<void> {
  if (!(await isMigrated(client)))
    throw new BackupError('This database holds no Guildhall: there is nothing to save.')
  const hidden = await listHiddenTables(client)
  if (hidden.length > 0)
    throw new BackupError(
      `The database user does not see all rows of ${hidden.join(', ')}. ` +
        'Connect as the owner of the tables, or as a role with BYPASSRLS.',
    )
}

async function packAll(client: pg.Client, archive: Archive, secret: Buffer | null): Promise<Manifest> {
  await beginSnapshot(client)
  const state = await readState(client)
  const tables: ManifestTable[] = []
  for (const table of await listSavedTables(client)) tables.push(await packTable(client, archive, table))
  if (secret) await addEntry(archive, SECRET_ENTRY, secret)
  const manifest: Manifest = {
    format: BACKUP_FORMAT,
    created_at: new Date().toISOString(),
    ...state,
    tables,
    secret_sha256: secret && createHash('sha256').update(secret).digest('hex'),
  }
  await addEntry(archive, MANIFEST_ENTRY, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
  archive.pack.finalize()
  return manifest
}

/** An entry's size comes before its content, so rows are cut into parts that fit in memory. */
async function packTable(client: pg.Client, archive: Archive, table: SavedTable): Promise<ManifestTable> {
  const hash = createHash('sha256')
  const rows = copyOut(client, table)
  let part: Buffer[] = []
  let [size, bytes, number] = [0, 0, 0]
  const flushPart = async () => {
    await addEntry(archive, partName(table, ++number), Buffer.concat(part))
    part = []
    size = 0
  }
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    hash.update(chunk)
    part.push(chunk)
    size += chunk.length
    bytes += chunk.length
    if (size >= PART_BYTES) await flushPart()
  }
  if (size > 0) await flushPart()
  return { ...table, rows: rows.rowCount, bytes, sha256: hash.digest('hex') }
}

function addEntry(archive: Archive, name: string, content: Buffer): Promise<void> {
  const taken = new Promise<void>((resolve, reject) => {
    archive.pack.entry({ name, mode: 0o600, size: content.length }, content, (error) =>
      error ? reject(error) : resolve(),
    )
  })
  return Promise.race([taken, archive.cutOff])
}

/** A destroyed archive (the disk is full) never calls back; `cutOff` rejects then. */
function openArchive(): Archive {
  const pack = createPack()
  const cutOff = new Promise<never>((_resolve, reject) => {
    pack.once('error', reject)
    pack.once('close', () => reject(new BackupError('The archive was cut off.')))
  })
  cutOff.catch(() => undefined)
  return { pack, cutOff }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync()
  await handle.close()
}
