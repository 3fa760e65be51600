import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts'
import { migrate } from '../migrate.ts'
import { dumpSchema } from './dump-schema.ts'
import { writeTableTypes } from './write-table-types.ts'

/** Files written from the schema, by path from the root of the project. */
export interface GeneratedFiles {
  [file: string]: string
}

/** Migrates a scratch database and returns what the generated files must hold. */
export async function generateSchema(root: string): Promise<GeneratedFiles> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'guildhall-schema-'))
  const server = await startEmbeddedPostgres({ dataFolder, settings: { fsync: 'off' } })
  try {
    await migrate(server.connectionString, { folder: path.join(root, 'server/migrations') })
    return await readGenerated(server.connectionString)
  } finally {
    await server.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

/** The generated files for a database that is migrated already. */
export async function readGenerated(connectionString: string): Promise<GeneratedFiles> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return {
      'server/migrations/schema.sql': await dumpSchema(client),
      'server/kernel/database/tables.generated.ts': await writeTableTypes(client),
    }
  } finally {
    await client.end()
  }
}

/** Names of generated files that differ from what is on disk. */
export async function findStale(root: string, generated: GeneratedFiles): Promise<string[]> {
  const stale: string[] = []
  for (const [file, content] of Object.entries(generated)) {
    const current = await readFile(path.join(root, file), 'utf8').catch(() => '')
    if (current !== content) stale.push(file)
  }
  return stale
}

/** Writes the generated files. */
export async function writeGenerated(root: string, generated: GeneratedFiles): Promise<void> {
  for (const [file, content] of Object.entries(generated)) await writeFile(path.join(root, file), content)
}
