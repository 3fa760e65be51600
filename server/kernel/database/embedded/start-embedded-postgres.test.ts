import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, expect, test, vi } from 'vitest'
import { DataFolderInUseError, EmbeddedPostgresError } from './embedded-postgres-error.ts'
import {
  type EmbeddedPostgres,
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
  withEmbeddedPostgres,
} from './start-embedded-postgres.ts'

// Each makes clusters of its own, flushed to disk: slow where the disk is busy.
vi.setConfig({ testTimeout: 60_000 })

const running: EmbeddedPostgres[] = []
const folders: string[] = []

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'guildhall-embedded-'))
  folders.push(folder)
  return folder
}

async function start(dataFolder: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder })
  running.push(server)
  return server
}

async function query(connectionString: string, text: string) {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('keeps its rows over a restart, durable, in UTF-8 and UTC, without a port', async () => {
  const folder = await newFolder()
  const first = await start(folder)
  await query(first.connectionString, `create table notes (body text); insert into notes values ('Grüße 👋')`)
  const [settings] = await query(
    first.connectionString,
    `select current_setting('fsync') as fsync, current_setting('listen_addresses') as addresses,
            current_setting('timezone') as zone, pg_encoding_to_char(encoding) as encoding, datname as name, datlocale as locale
       from pg_database where datname = current_database()`,
  )
  expect(settings).toEqual({
    fsync: 'on',
    addresses: '',
    zone: 'UTC',
    encoding: 'UTF8',
    name: 'guildhall',
    locale: 'C.UTF-8',
  })
  await first.stop()
  expect(await findRunningEmbeddedPostgres(folder)).toBeNull()
  const second = await start(folder)
  expect(await query(second.connectionString, 'select body from notes')).toEqual([{ body: 'Grüße 👋' }])
})

test('refuses a second parent with a clear error, also when both start at once', async () => {
  const folder = await newFolder()
  const results = await Promise.allSettled([start(folder), start(folder)])
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = results.find((result) => result.status === 'rejected')
  expect(refused?.reason).toBeInstanceOf(DataFolderInUseError)
  expect(refused?.reason.message).toContain(folder)
  expect(await query(running[0]?.connectionString ?? '', 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a command uses the running server, or starts one for its own time', async () => {
  const folder = await newFolder()
  expect(await findRunningEmbeddedPostgres(folder)).toBeNull()
  await withEmbeddedPostgres(folder, (url) => query(url, 'create table marks (id int)'))
  expect(await findRunningEmbeddedPostgres(folder)).toBeNull()
  const server = await start(folder)
  const used = await withEmbeddedPostgres(folder, async (url) => {
    await query(url, 'insert into marks values (1)')
    return url
  })
  expect(used).toBe(server.connectionString)
  expect(await query(server.connectionString, 'select * from marks')).toEqual([{ id: 1 }])
})

test('works in a folder whose path is longer than a socket address may be', async () => {
  const folder = path.join(await newFolder(), 'a'.repeat(60), 'b'.repeat(60), 'data')
  const server = await start(folder)
  expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(await findRunningEmbeddedPostgres(folder)).toBe(server.connectionString)
})

test('starts when its process id file names another living process', async () => {
  const folder = await newFolder()
  await (await start(folder)).stop()
  const file = path.join(folder, 'postgres', 'postmaster.pid')
  await writeFile(file, `${process.pid}\n${folder}/postgres\n1795309320\n5432\n.\n\n 1 1\nready\n`)
  const server = await start(folder)
  expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('names a data folder that cannot be used', async () => {
  const folder = await newFolder()
  await writeFile(path.join(folder, 'file'), '')
  await expect(startEmbeddedPostgres({ dataFolder: path.join(folder, 'file', 'data') })).rejects.toThrow(
    EmbeddedPostgresError,
  )
})

test('names a folder made by another version of PostgreSQL', async () => {
  const folder = await newFolder()
  await mkdir(path.join(folder, 'postgres'))
  await writeFile(path.join(folder, 'postgres', 'PG_VERSION'), '11\n')
  await expect(startEmbeddedPostgres({ dataFolder: folder })).rejects.toThrow(/made by PostgreSQL 11/)
})

test('says what PostgreSQL says when it does not start', async () => {
  const folder = await newFolder()
  await (await start(folder)).stop()
  await writeFile(path.join(folder, 'postgres', 'postgresql.conf'), 'no such setting\n')
  await expect(startEmbeddedPostgres({ dataFolder: folder })).rejects.toThrow(/syntax error in file/)
  expect(await readFile(path.join(folder, 'postgres.log'), 'utf8')).toContain('syntax error')
})
