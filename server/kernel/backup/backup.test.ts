import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withEmbeddedPostgres } from '#server/kernel/database/embedded/start-embedded-postgres.ts'
import { migrate } from '#server/kernel/database/migrate.ts'
import { prepareQueue } from '#server/kernel/queue/prepare-queue.ts'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '#test/database.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const FIRST = '202601010000-create-notes'
const SECOND = '202601020000-add-color'
const SCHEMA = `
  create table authors (id bigint generated always as identity primary key, name text unique, favourite bigint);
  create table notes (
    id bigserial primary key, author_id bigint not null references authors (id) on delete cascade, body text,
    raw bytea, tags text[], extra jsonb, "odd ""column""" double precision,
    written_at timestamptz default now(), length integer generated always as (length(body)) stored);
  alter table authors add foreign key (favourite) references notes (id);
  create function refuse() returns trigger language plpgsql as 'begin raise exception ''append only''; end';
  create trigger no_insert before insert on notes for each row when (new.body = 'forbidden') execute function refuse();
  alter table notes enable row level security, force row level security;
  create policy owner on notes to current_user using (true) with check (true);
  create policy app on notes to guildhall_app using (false);`
const HOSTILE = [
  'plain',
  'line\nfeed\r\nreturn\ttab',
  'back\\slash \\N \\. \\x41',
  '\\.',
  '\\N',
  '',
  'quotes \' " `',
  'emoji 👩‍👩‍👧 and 日本語 and \u202Eright to left',
  'control \u0001\u0008\u001f\u007f',
  'x'.repeat(300_000),
]

let folder: string
let migrations: string
let source: TestDatabase
let target: TestDatabase
const databases: TestDatabase[] = []

async function query(url: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Every row of every table as text, in a fixed order. */
async function contents(url: string) {
  return {
    authors: await query(url, 'select * from authors order by id'),
    notes: await query(
      url,
      `select count(*), md5(string_agg(md5(notes::text), '' order by id)) as rows from notes`,
    ),
    jobs: await query(url, `select name, data, state, priority, start_after from pgboss.job order by id`),
    forced: await query(
      url,
      `select relname, relforcerowsecurity from pg_class where relname in ('notes', 'authors') order by 1`,
    ),
    keys: await query(
      url,
      `select conname, convalidated, pg_get_constraintdef(oid) from pg_constraint
        where contype = 'f' and connamespace = 'public'::regnamespace order by 1`,
    ),
    triggers: await query(url, `select tgname, tgenabled from pg_trigger where not tgisinternal order by 1`),
  }
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'guildhall-backup-'))
  migrations = path.join(folder, 'migrations')
  await mkdir(migrations)
  await writeFile(path.join(migrations, `${FIRST}.sql`), SCHEMA)
  source = await createEmptyDatabase()
  databases.push(source)
  await migrate(source.url, { folder: migrations, after: prepareQueue })
  await query(source.url, `insert into authors (name) values ('Ann'), (null)`)
  for (const body of HOSTILE)
    await query(
      source.url,
      `insert into notes (author_id, body, raw, tags, extra, "odd ""column""") values (1, $1, $2, $3, $4, $5)`,
      [
        body,
        randomBytes(64),
        [body.slice(0, 50), 'a,b', '{}', ''],
        JSON.stringify({ body: body.slice(0, 99), deep: [[null]] }),
        0.1 + 0.2,
      ],
    )
  await query(
    source.url,
    `insert into notes (author_id, body, extra) select 2, repeat('row ' || n, 10), jsonb_build_object('n', n)
       from generate_series(1, 100000) as n`,
  )
  await query(source.url, 'update authors set favourite = 3 where id = 1')
  await query(source.url, `select pgboss.create_queue('old-queue', '{"policy":"standard"}')`)
  await query(source.url, `insert into pgboss.job (name, data) values ('old-queue', '{"to":"a\\\\nb"}')`)
}, 60_000)

beforeEach(async () => {
  target = await createEmptyDatabase()
  databases.push(target)
})

afterAll(async () => {
  for (const database of databases) await database.drop()
  await rm(folder, { recursive: true, force: true })
})

test('a server database comes back row for row, with its rules, in a file only its owner reads', async () => {
  const file = path.join(folder, 'round.tar.gz')
  const before = await contents(source.url)
  expect(await writeBackup(source.url, file)).toMatchObject({ file, rows: expect.any(Number) })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const summary = await restoreBackup(file, { connectionString: target.url }, { folder: migrations })
  expect(summary).toMatchObject({ has_secret: false, replaced_secret: null })
  expect(await contents(target.url)).toEqual(before)
  expect(before.jobs).toHaveLength(1)
  // New rows follow the restored ones.
  expect(await query(target.url, `insert into authors (name) values ('Zoe') returning id`)).toEqual([
    { id: '3' },
  ])
  await expect(writeBackup(source.url, file)).rejects.toThrow(/exists already/)
  await expect(restoreBackup(file, { connectionString: target.url }, { folder: migrations })).rejects.toThrow(
    /not empty/,
  )
}, 60_000)

test('an embedded database comes back with its secret, and forward to a newer release', async () => {
  const file = path.join(folder, 'embedded.tar.gz')
  const secretFile = path.join(folder, 'old-secret')
  await writeFile(secretFile, 'the secret of the saved database')
  await writeBackup(source.url, file, { secretFile })
  const newer = path.join(folder, 'newer')
  await mkdir(newer)
  await copyFile(path.join(migrations, `${FIRST}.sql`), path.join(newer, `${FIRST}.sql`))
  await writeFile(
    path.join(newer, `${SECOND}.sql`),
    `alter table authors add color text; update authors set color = 'red'`,
  )
  const dataFolder = path.join(folder, 'data')
  const placed = { dataFolder, secretFile: path.join(dataFolder, 'secret') }
  await mkdir(dataFolder)
  await writeFile(placed.secretFile, 'made by a first start without data')
  const summary = await restoreBackup(file, placed, { folder: newer })
  expect(await readFile(placed.secretFile, 'utf8')).toBe('the secret of the saved database')
  expect((await stat(placed.secretFile)).mode & 0o777).toBe(0o600)
  expect(await readFile(summary.replaced_secret as string, 'utf8')).toBe('made by a first start without data')
  await withEmbeddedPostgres(dataFolder, async (url) => {
    const { authors, ...rest } = await contents(source.url)
    expect(await contents(url)).toEqual({
      ...rest,
      authors: authors.map((author) => ({ ...author, color: 'red' })),
    })
  })
  await expect(restoreBackup(file, placed, { folder: newer })).rejects.toThrow(/holds a database already/)
  // The backup of the newer release is refused by the older one.
  const later = path.join(folder, 'later.tar.gz')
  await withEmbeddedPostgres(dataFolder, (url) => writeBackup(url, later))
  await expect(
    restoreBackup(later, { connectionString: target.url }, { folder: migrations }),
  ).rejects.toThrow(/newer release/)
}, 90_000)

test('a damaged or cut file is refused before anything is made', async () => {
  const file = path.join(folder, 'damaged.tar.gz')
  await writeBackup(source.url, file)
  const bytes = await readFile(file)
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] as number) ^ 0xff
  await writeFile(file, bytes)
  const dataFolder = path.join(folder, 'never')
  await expect(restoreBackup(file, { dataFolder }, { folder: migrations })).rejects.toThrow(
    /damaged|can't be read/,
  )
  await truncate(file, 10_000)
  await expect(restoreBackup(file, { dataFolder }, { folder: migrations })).rejects.toThrow(
    /can't be read|cut off/,
  )
  await writeFile(file, 'no archive')
  await expect(restoreBackup(file, { dataFolder }, { folder: migrations })).rejects.toThrow(/can't be read/)
  expect(await readdir(folder)).not.toContain('never')
}, 60_000)

test('a restore that fails half-way leaves the place as it was', async () => {
  const broken = await createEmptyDatabase()
  databases.push(broken)
  await migrate(broken.url, { folder: migrations, after: prepareQueue })
  await query(broken.url, `insert into authors (name) values ('Ann')`)
  await query(broken.url, `insert into notes (author_id, body) values (1, 'kept')`)
  // An orphan that the foreign key would never have let in.
  await query(
    broken.url,
    'alter table notes disable trigger all; delete from authors; alter table notes enable trigger all',
  )
  await query(broken.url, `set session_replication_role = replica; insert into notes (author_id) values (99)`)
  const file = path.join(folder, 'orphan.tar.gz')
  await writeBackup(broken.url, file)
  await expect(restoreBackup(file, { connectionString: target.url }, { folder: migrations })).rejects.toThrow(
    /foreign key/,
  )
  expect(
    await query(target.url, `select relname from pg_class where relnamespace = 'public'::regnamespace`),
  ).toEqual([])
  expect(await query(target.url, `select nspname from pg_namespace where nspname = 'pgboss'`)).toEqual([])
  const dataFolder = path.join(folder, 'failed')
  await expect(restoreBackup(file, { dataFolder }, { folder: migrations })).rejects.toThrow(/foreign key/)
  expect(await readdir(dataFolder)).toEqual([])
}, 60_000)

test('rows that the tables refuse are named, and nothing stays', async () => {
  const double = await createEmptyDatabase()
  databases.push(double)
  await migrate(double.url, { folder: migrations, after: prepareQueue })
  await query(double.url, 'alter table authors drop constraint authors_name_key')
  await query(
    double.url,
    `insert into authors (name) select 'author ' || n % 40000 from generate_series(1, 80000) as n`,
  )
  const file = path.join(folder, 'double.tar.gz')
  await writeBackup(double.url, file)
  const restored = restoreBackup(file, { connectionString: target.url }, { folder: migrations })
  await expect(restored).rejects.toThrow(/Nothing was restored: duplicate key value/)
  expect(
    await query(target.url, `select relname from pg_class where relnamespace = 'public'::regnamespace`),
  ).toEqual([])
}, 60_000)

test('an owner without superuser rights saves and restores; a role that sees less is refused', async () => {
  const name = `keeper_${process.pid}`
  const file = path.join(folder, 'keeper.tar.gz')
  const [from, to] = [await createEmptyDatabase(), target]
  await query(from.url, `create role ${name} login`)
  try {
    await migrate(from.url, { folder: migrations })
    await query(from.url, `grant guildhall_app to ${name}`)
    const asKeeper = (database: TestDatabase) => database.url.replace(/\/\/[^@]*@/, `//${name}@`)
    await query(from.url, `grant pg_read_all_data to ${name}`)
    await expect(writeBackup(asKeeper(from), file)).rejects.toThrow(/does not see all rows of notes/)
    await from.drop()
    const own = await createEmptyDatabase()
    databases.push(own)
    for (const { url } of [own, to])
      await query(url, `alter database ${new URL(url).pathname.slice(1)} owner to ${name}`)
    await migrate(asKeeper(own), { folder: migrations, after: prepareQueue })
    await query(asKeeper(own), `insert into authors (name) values ('Ann')`)
    await query(asKeeper(own), `insert into notes (author_id, body) values (1, 'mine')`)
    await writeBackup(asKeeper(own), file)
    await restoreBackup(file, { connectionString: asKeeper(to) }, { folder: migrations })
    expect(await contents(to.url)).toEqual(await contents(own.url))
    await own.drop()
  } finally {
    await to.drop()
    await query(source.url, `drop role ${name}`)
  }
}, 60_000)

test("this release's own schema comes back too", async () => {
  const empty = await createTestDatabase()
  databases.push(empty)
  const file = path.join(folder, 'release.tar.gz')
  await writeBackup(empty.url, file)
  await restoreBackup(file, { connectionString: target.url })
  const rows = `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
  expect(await query(target.url, rows)).toEqual(await query(empty.url, rows))
  await expect(
    writeBackup((await createEmptyDatabase()).url, path.join(folder, 'none.tar.gz')),
  ).rejects.toThrow(/no Guildhall/)
}, 60_000)
