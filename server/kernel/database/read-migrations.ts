import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { MigrationError } from './migration-error.ts'

/** One step of the schema. `name` is the file's name without ".sql", `checksum` a SHA-256 in hex. */
export interface Migration {
  name: string
  sql: string
  checksum: string
}

const FILE_NAME = /^\d{12}(-[a-z0-9]+){2,}\.sql$/

/** The folder with the migrations of this release: beside the bundle when built, server/migrations from source. */
export function migrationsFolder(): string {
  const here = path.dirname(fileURLToPath(import.meta.url))
  const found = ['migrations', '../migrations', '../../migrations']
    .map((to) => path.resolve(here, to))
    .find(existsSync)
  if (!found)
    throw new MigrationError(`The migrations are missing: there is no folder "migrations" near ${here}.`)
  return found
}

/** All migrations of a folder, oldest first. Throws on a file whose name breaks the rule or whose time is taken. */
export async function readMigrations(folder: string = migrationsFolder()): Promise<Migration[]> {
  const files = (await readdir(folder))
    .filter((file) => file.endsWith('.sql') && file !== 'schema.sql')
    .sort()
  const times = new Set<string>()
  const migrations: Migration[] = []
  for (const file of files) {
    if (!FILE_NAME.test(file))
      throw new MigrationError(`${file}: a migration is named YYYYMMDDHHMM-verb-noun.sql.`)
    const time = file.slice(0, 12)
    if (times.has(time)) throw new MigrationError(`${file}: another migration has the time ${time}.`)
    times.add(time)
    // A checkout with other line ends is the same migration.
    const sql = (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
    migrations.push({
      name: file.slice(0, -4),
      sql,
      checksum: createHash('sha256').update(sql).digest('hex'),
    })
  }
  return migrations
}
