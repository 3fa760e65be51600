import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { startEmbeddedPostgres } from '#server/kernel/database/embedded/start-embedded-postgres.ts'
import { BackupError } from './backup-format.ts'
import { type LoadOptions, loadBackup } from './load-backup.ts'
import { type VerifiedBackup, verifyBackup } from './read-backup.ts'

/** An embedded database's data folder, or an empty database of a server. `secretFile`: where its SECRET file belongs. */
export type RestoreTarget = ({ dataFolder: string } | { connectionString: string }) & { secretFile?: string }

/** What came back. `replaced_secret`: where an earlier, different SECRET file was moved to. */
export interface RestoreSummary {
  created_at: string
  tables: number
  rows: number
  has_secret: boolean
  replaced_secret: string | null
}

/**
 * Brings a backup back into a place that holds no database yet, all of it or nothing, and forward to this release.
 * Throws BackupError (damaged, made by a newer release, target not empty).
 */
export async function restoreBackup(
  backupFile: string,
  target: RestoreTarget,
  options: LoadOptions = {},
): Promise<RestoreSummary> {
  const backup = await verifyBackup(path.resolve(backupFile))
  const replaced =
    'dataFolder' in target
      ? await restoreEmbedded(backup, target, options)
      : await restoreServer(backup, target, options)
  const { created_at, tables } = backup.manifest
  return {
    created_at,
    tables: tables.length,
    rows: tables.reduce((sum, table) => sum + table.rows, 0),
    has_secret: backup.secret !== null,
    replaced_secret: replaced,
  }
}

async function restoreServer(
  backup: VerifiedBackup,
  target: { connectionString: string; secretFile?: string },
  options: LoadOptions,
): Promise<string | null> {
  await loadBackup(target.connectionString, backup, options)
  return putSecret(backup, target.secretFile)
}

/** The cluster is made aside and takes its name only when whole. */
async function restoreEmbedded(
  backup: VerifiedBackup,
  target: { dataFolder: string; secretFile?: string },
  options: LoadOptions,
): Promise<string | null> {
  const dataFolder = path.resolve(target.dataFolder)
  const cluster = path.join(dataFolder, 'postgres')
  if (existsSync(cluster))
    throw new BackupError(
      `${dataFolder} holds a database already. Stop Guildhall and move ${cluster} away first.`,
    )
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const aside = path.join(dataFolder, `restore-${process.pid}`)
  await rm(aside, { recursive: true, force: true })
  try {
    const server = await startEmbeddedPostgres({ dataFolder: aside })
    try {
      await loadBackup(server.connectionString, backup, options)
    } finally {
      await server.stop()
    }
    const replaced = await putSecret(backup, target.secretFile)
    // Fails if a database was made there meanwhile.
    await rename(path.join(aside, 'postgres'), cluster)
    return replaced
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

/** The saved data is sealed with the saved secret. One that is there already sealed another database: it is kept aside. */
async function putSecret(backup: VerifiedBackup, secretFile: string | undefined): Promise<string | null> {
  if (!backup.secret || !secretFile) return null
  const existing = await readFile(secretFile).catch(() => null)
  if (existing?.equals(backup.secret)) return null
  const fresh = `${secretFile}.new-${process.pid}`
  await writeFile(fresh, backup.secret, { mode: 0o600 })
  await chmod(fresh, 0o600)
  const kept = existing ? `${secretFile}.replaced-${Date.now()}` : null
  if (kept) await rename(secretFile, kept)
  await rename(fresh, secretFile)
  return kept
}
