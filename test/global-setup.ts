import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '#server/kernel/database/embedded/start-embedded-postgres.ts'
import { migrate } from '#server/kernel/database/migrate.ts'
import { withDatabase } from './with-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server on which tests may create databases, and the migrated database that they copy. */
    database: { server: string; template: string; prefix: string }
  }
}

/** One server for the run, with one migrated template; TEST_DATABASE_URL chooses a given server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env.TEST_DATABASE_URL ? null : await startOwnServer()
  const server = own?.connectionString ?? (process.env.TEST_DATABASE_URL as string)
  // Names hold the process id so that leftovers of this run, and only of this run, can be dropped.
  const prefix = `guildhall_test_${process.pid}_`
  const template = `${prefix}template`
  await dropDatabases(server, prefix)
  await query(server, `create database ${template} template template0 encoding 'UTF8'`)
  await migrate(withDatabase(server, template), await queuePreparation())
  project.provide('database', { server, template, prefix })
  return async () => {
    await dropDatabases(server, prefix)
    await own?.stop()
  }
}

async function startOwnServer() {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'guildhall-test-'))
  // Tests need PostgreSQL's semantics, not its durability; the crash test starts servers of its own.
  const settings = {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    max_connections: '300',
  }
  const server = await startEmbeddedPostgres({ dataFolder, settings })
  return {
    connectionString: server.connectionString,
    stop: async () => {
      await server.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function queuePreparation() {
  const file = new URL('../server/kernel/queue/prepare-queue.ts', import.meta.url)
  if (!existsSync(file)) return {}
  const { prepareQueue } = await import('#server/kernel/queue/prepare-queue.ts')
  return { after: prepareQueue }
}

async function dropDatabases(server: string, prefix: string): Promise<void> {
  const { rows } = await query(
    server,
    `select datname from pg_database where starts_with(datname, '${prefix}')`,
  )
  for (const { datname } of rows) await query(server, `drop database if exists ${datname} with (force)`)
}

async function query(server: string, text: string) {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}
