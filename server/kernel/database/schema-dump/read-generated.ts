import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { dumpSchema } from './dump-schema.ts'
import { writeTableTypes } from './write-table-types.ts'

/** Files written from the schema, by path from the root of the project. */
export interface GeneratedFiles {
  [file: string]: string
}

/** What the generated files must hold, from a migrated database. */
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
