import type { Writable } from 'node:stream'
import type pg from 'pg'
import { migrate } from '#server/kernel/database/migrate.ts'
import { readMigrations } from '#server/kernel/database/read-migrations.ts'
import { prepareQueue } from '#server/kernel/queue/prepare-queue.ts'
import { BackupError, type ManifestTable, tableOfPart } from './backup-format.ts'
import { openBackupConnection } from './backup-queries.ts'
import { readEntries, type VerifiedBackup } from './read-backup.ts'
import {
  copyIn,
  countRows,
  ensurePartitions,
  ensureQueues,
  liftRules,
  listExisting,
  listMissingColumns,
  putRulesBack,
  removeEverything,
  setSequences,
} from './restore-queries.ts'

/** Where migrations are read from; for tests of backups older than the release. */
export interface LoadOptions {
  folder?: string
}

/**
 * Fills an empty database from a verified backup: first the schema as it was, then all rows in one transaction, then
 * the migrations since. On failure the database is empty again. Throws BackupError.
 */
export async function loadBackup(
  connectionString: string,
  backup: VerifiedBackup,
  options: LoadOptions = {},
): Promise<void> {
  await checkMigrations(backup, options)
  const client = await openBackupConnection(connectionString)
  try {
    const existing = await listExisting(client)
    if (existing.length > 0)
      throw new BackupError(
        `The database is not empty: it has ${existing.join(', ')}. Restore into a new database.`,
      )
    try {
      const until = backup.manifest.migrations.at(-1)?.name ?? ''
      await migrate(connectionString, { ...options, until, after: prepareQueue })
      await ensureQueues(client, backup.manifest.queues)
      await ensurePartitions(client, backup.manifest.partitions)
      await loadRows(client, backup)
      await migrate(connectionString, { ...options, after: prepareQueue })
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      await removeEverything(client).catch(() => undefined)
      throw error instanceof BackupError
        ? error
        : new BackupError(`Nothing was restored: ${(error as Error).message}`)
    }
  } finally {
    await client.end()
  }
}

async function checkMigrations(backup: VerifiedBackup, options: LoadOptions): Promise<void> {
  const ours = new Map((await readMigrations(options.folder)).map(({ name, checksum }) => [name, checksum]))
  for (const { name, checksum } of backup.manifest.migrations) {
    if (!ours.has(name))
      throw new BackupError(
        `The backup has the migration "${name}", which this release does not know: ` +
          'it was made by a newer release. Restore it with that one.',
      )
    if (ours.get(name) !== checksum)
      throw new BackupError(`The migration "${name}.sql" differs from the one that the backup was made with.`)
  }
}

async function loadRows(client: pg.Client, backup: VerifiedBackup): Promise<void> {
  const { tables, sequences } = backup.manifest
  const missing = await listMissingColumns(client, tables)
  if (missing.length > 0)
    throw new BackupError(`The backup holds ${missing.join(', ')}, for which this release has no place.`)
  const byName = new Map(tables.map((table) => [`${table.schema}.${table.name}`, table]))
  await client.query('begin')
  const rules = await liftRules(client, backup.manifest)
  await copyAll(client, backup.file, byName)
  await putRulesBack(client, rules)
  await setSequences(client, sequences)
  for (const table of tables) {
    const stored = await countRows(client, table)
    if (stored !== table.rows)
      throw new BackupError(
        `${table.schema}.${table.name} has ${stored} rows after loading, not ${table.rows}.`,
      )
  }
  await client.query('commit')
}

/** Parts are cut anywhere, also inside a row: all parts of a table, which lie together, go into one COPY. */
async function copyAll(client: pg.Client, file: string, byName: Map<string, ManifestTable>): Promise<void> {
  let current: { name: string; copy: Copy } | null = null
  await readEntries(file, async (entry, content) => {
    const name = tableOfPart(entry)
    const table = name === null ? undefined : byName.get(name)
    if (name === null || !table) return
    if (current?.name !== name) {
      await current?.copy.finish()
      current = { name, copy: startCopy(copyIn(client, table)) }
    }
    for await (const chunk of content) await current.copy.write(chunk)
  })
  // The callback above sets it, which the compiler can't see.
  await (current as { copy: Copy } | null)?.copy.finish()
}

interface Copy {
  write: (chunk: Buffer) => Promise<void>
  finish: () => Promise<void>
}

/** The stream tells a refused row by an 'error' event alone: a write that waits would wait for ever. */
function startCopy(into: Writable): Copy {
  const failed = new Promise<never>((_resolve, reject) => into.once('error', reject))
  failed.catch(() => undefined)
  const call = (act: (done: (error?: Error | null) => void) => void) =>
    Promise.race([
      failed,
      new Promise<void>((resolve, reject) => act((error) => (error ? reject(error) : resolve()))),
    ])
  return {
    write: (chunk) => call((done) => into.write(chunk, done)),
    finish: () => call((done) => into.end(done)),
  }
}
