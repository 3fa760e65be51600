import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { withDatabase } from './with-database.ts'

/** A migrated, empty database of the caller's own. `drop` closes whatever is still connected to it. */
export interface TestDatabase {
  url: string
  drop: () => Promise<void>
}

/** Copies the run's template: 15–25 ms. Drop it when done; what is forgotten is dropped at the end of the run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { server, template } = inject('database')
  return copy(server, template)
}

/** A database without tables, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return copy(inject('database').server, 'template0')
}

async function copy(server: string, template: string): Promise<TestDatabase> {
  const name = `${inject('database').prefix}${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} template ${template} strategy file_copy`)
  return {
    url: withDatabase(server, name),
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  }
}

/** Two copies at once exclude each other on some platforms: that passes, so try again. */
async function onServer(server: string, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    try {
      await client.query(statement)
      return
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt === 20) throw error
    } finally {
      await client.end()
    }
    await new Promise((resolve) => setTimeout(resolve, 25 * attempt))
  }
}
