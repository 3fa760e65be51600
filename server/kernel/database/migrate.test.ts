import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '#test/database.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { migrationsFolder } from './read-migrations.ts'

let folder: string
let database: TestDatabase

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'guildhall-migrations-'))
  database = await createEmptyDatabase()
})

afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

async function add(name: string, sql: string): Promise<void> {
  await writeFile(path.join(folder, `${name}.sql`), sql)
}

async function query(url: string, text: string, options = '') {
  const client = new pg.Client({ connectionString: url, options })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const cats = '202601010000-create-cats'
const dogs = '202601020000-create-dogs'

test('applies what is missing, in order, once', async () => {
  await add(cats, 'create table cats (id int); insert into cats values (1);')
  expect(await pendingMigrations(database.url, { folder })).toEqual([cats])
  expect(await migrate(database.url, { folder })).toEqual({ applied: [cats] })
  await add(dogs, 'create table dogs as select * from cats;')
  expect(await migrate(database.url, { folder })).toEqual({ applied: [dogs] })
  expect(await migrate(database.url, { folder })).toEqual({ applied: [] })
  expect(await pendingMigrations(database.url, { folder })).toEqual([])
  const rows = await query(
    database.url,
    "select name, applied_at > now() - interval '1 minute' as is_new from schema_migrations",
  )
  expect(rows).toEqual([
    { name: cats, is_new: true },
    { name: dogs, is_new: true },
  ])
})

test('a failing migration leaves nothing of itself and names its file and line', async () => {
  await add(cats, 'create table cats (id int);')
  await add(dogs, 'create table dogs (id int);\nselect * from nowhere;')
  await expect(migrate(database.url, { folder })).rejects.toThrow(/202601020000-create-dogs\.sql" \(line 2\)/)
  const rows = await query(database.url, `select to_regclass('cats') as cats, to_regclass('dogs') as dogs`)
  expect(rows).toEqual([{ cats: 'cats', dogs: null }])
})

test('refuses an edited migration, a newer database and a badly named file', async () => {
  await add(cats, 'create table cats (id int);')
  await migrate(database.url, { folder })
  await add(cats, 'create table cats (id bigint);')
  await expect(migrate(database.url, { folder })).rejects.toThrow(/create-cats\.sql" was changed/)
  await rm(path.join(folder, `${cats}.sql`))
  await expect(migrate(database.url, { folder })).rejects.toThrow(/newer release/)
  await add('2026-cats', 'select 1')
  await expect(migrate(database.url, { folder })).rejects.toThrow(/YYYYMMDDHHMM/)
})

test('many processes at once apply each migration once, and the role is made once', async () => {
  await add(cats, 'create table cats (id int); select pg_sleep(0.1);')
  const other = await createEmptyDatabase()
  const runs = [database, database, database, other, other].map(({ url }) => migrate(url, { folder }))
  const applied = (await Promise.all(runs)).flatMap((result) => result.applied)
  await other.drop()
  expect(applied).toEqual([cats, cats])
})

test('the app role owns nothing, bypasses nothing, and connections can start as it', async () => {
  await migrate(database.url, { folder })
  const rows = await query(
    database.url,
    'select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    '-c role=guildhall_app',
  )
  expect(rows).toEqual([{ name: 'guildhall_app', rolsuper: false, rolbypassrls: false }])
})

test('a user without the right to make roles migrates once it was granted the app role', async () => {
  const name = `limited_${process.pid}`
  await query(database.url, `create role ${name} login`)
  const url = new URL(database.url)
  await query(database.url, `alter database ${url.pathname.slice(1)} owner to ${name}`)
  url.username = name
  await add(cats, 'create table cats (id int);')
  await expect(migrate(url.toString(), { folder })).rejects.toThrow(`GRANT guildhall_app TO ${name};`)
  await query(database.url, `grant guildhall_app to ${name}`)
  expect(await migrate(url.toString(), { folder })).toEqual({ applied: [cats] })
  await database.drop()
  database = await createEmptyDatabase()
  await query(database.url, `drop role ${name}`)
})

test('runs what comes after under the same guard', async () => {
  const seen: string[] = []
  await migrate(database.url, { folder, after: async (url) => void seen.push(url) })
  expect(seen).toEqual([database.url])
})

test('the template of the tests has every migration of this release', async () => {
  const copy = await createTestDatabase()
  expect(await pendingMigrations(copy.url)).toEqual([])
  expect(migrationsFolder()).toMatch(/server\/migrations$/)
  await copy.drop()
})
