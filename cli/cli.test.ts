import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#test/database.ts'
import { startSmtp } from '#test/smtp.ts'

const PROGRAM = new URL('../dist/guildhall.mjs', import.meta.url).pathname
let database: TestDatabase

// Each command is a process of its own that loads the whole program.
vi.setConfig({ testTimeout: 120_000 })
let folder: string

interface Run {
  code: number
  out: string
  err: string
}

const run = (args: string[], options: { input?: string; env?: Record<string, string> } = {}): Promise<Run> =>
  new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: database.url, GUILDHALL_DATA: folder, ...options.env }
    const child = execFile(process.execPath, [PROGRAM, ...args], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? 1, out, err }),
    )
    child.stdin?.end(options.input ?? '')
  })

const onDatabase = async <T extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<T[]> => {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query<T>(text, values)
  await client.end()
  return rows
}

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'guildhall-cli-'))
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

test('create-operator wants a sound e-mail and a long password, once', async () => {
  const short = await run(['create-operator', '--email', 'op@example.com', '--password-stdin'], {
    input: 'short\n',
  })
  expect(short).toMatchObject({
    code: 1,
    err: expect.stringContaining('password: must be at least 12 characters'),
  })
  const wrong = await run(['create-operator', '--email', 'nobody', '--password-stdin'], {
    input: 'a long pass phrase\n',
  })
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('email') })
  const made = await run(['create-operator', '--email', 'Op@Example.com', '--password-stdin'], {
    input: 'a long pass phrase\n',
  })
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining('op@example.com') })
  const again = await run(['create-operator', '--email', 'op@example.com', '--password-stdin'], {
    input: 'a long pass phrase\n',
  })
  expect(again.code).toBe(1)
  expect(await onDatabase('select email, is_operator, email_verified from users')).toEqual([
    { email: 'op@example.com', is_operator: true, email_verified: true },
  ])
})

test('plan set moves an organization, is audited, and refuses what is not there', async () => {
  const [{ slug } = { slug: '' }] = await onDatabase<{ slug: string }>('select slug from organizations')
  expect(await run(['plan', 'set', slug, 'gold'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('must be one of free'),
  })
  expect((await run(['plan', 'set', 'no-such', 'free'])).err).toContain('no organization')
  expect((await run(['plan', 'set', slug, 'free'])).code).toBe(0)
  expect(await onDatabase('select plan from organizations')).toEqual([{ plan: 'free' }])
  const entries = await onDatabase(
    `select actor_kind, on_behalf_of ->> 'kind' as via from audit_entries where action = 'org.plan_changed'`,
  )
  expect(entries).toEqual([{ actor_kind: 'operator', via: 'cli' }])
  expect((await run(['organizations', 'list'])).out).toContain(slug)
  expect((await run(['organizations', 'show', slug])).out).toContain('free')
})

test('audit verify tells an untouched log from a changed one', async () => {
  const clean = await run(['audit', 'verify'])
  expect(clean).toMatchObject({ code: 0, out: expect.stringContaining('intact') })
  const [{ slug } = { slug: '' }] = await onDatabase<{ slug: string }>('select slug from organizations')
  const head = /head (\d+:[0-9a-f]+)/.exec(clean.out)?.[1] ?? ''
  expect((await run(['audit', 'verify', slug, '--expect-head', head])).code).toBe(0)
  expect((await run(['audit', 'verify', slug, '--expect-head', '99:00'])).code).toBe(1)
  const exported = await run(['audit', 'export', slug, '--format', 'ndjson'])
  expect(exported.out).toContain('org.plan_changed')
  await onDatabase(`update audit_entries set actor_name = 'Nobody' where sequence = 1`)
  expect(await run(['audit', 'verify'])).toMatchObject({ code: 1, err: expect.stringContaining('BROKEN') })
})

test('another SECRET is refused before anything is written', async () => {
  const other = await run(['organizations', 'list'], { env: { SECRET: 'x'.repeat(40) } })
  expect(other).toMatchObject({ code: 78, err: expect.stringContaining('SECRET') })
})

test('mail test answers what the mail server said', async () => {
  expect(await run(['mail', 'test', 'to@example.com'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('SMTP_URL is not set'),
  })
  const smtp = await startSmtp()
  const sent = await run(['mail', 'test', 'to@example.com'], { env: { SMTP_URL: smtp.url } })
  await smtp.close()
  expect(sent).toMatchObject({ code: 0, out: expect.stringContaining('to@example.com') })
})

test('doctor sees a sound installation and a wrong setting', async () => {
  expect(await run(['doctor'])).toMatchObject({ code: 0, out: expect.stringContaining('all applied') })
  const wrong = await run(['doctor'], { env: { PORT: 'eighty' } })
  expect(wrong).toMatchObject({ code: 1, out: expect.stringContaining('PORT: must be a number') })
  const away = await run(['doctor'], { env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' } })
  expect(away).toMatchObject({ code: 1, out: expect.stringContaining('FAIL') })
})

test('a backup comes back into an embedded database with its secret', async () => {
  const file = join(folder, 'all.tar.gz')
  expect(await run(['backup', file])).toMatchObject({ code: 0 })
  expect((await run(['backup', file])).code).toBe(1)
  const target = await mkdtemp(join(tmpdir(), 'guildhall-restored-'))
  const env = { DATABASE_URL: '', GUILDHALL_DATA: target }
  const restored = await run(['restore', file], { env })
  expect(restored).toMatchObject({ code: 0, err: '' })
  expect(await readFile(join(target, 'secret'), 'utf8')).toBe(await readFile(join(folder, 'secret'), 'utf8'))
  expect((await run(['organizations', 'list'], { env })).out).toContain('personal')
  await rm(target, { recursive: true, force: true })
})

test('the server names a wrong setting and leaves with 78', async () => {
  const server = new URL('../dist/server.mjs', import.meta.url).pathname
  const child = spawn(process.execPath, [server], {
    env: { ...process.env, PORT: '99999', GUILDHALL_DATA: folder },
  })
  let err = ''
  child.stderr.on('data', (piece: Buffer) => {
    err += piece.toString()
  })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect([code, err]).toEqual([78, expect.stringContaining('PORT: must be from 0 to 65535')])
})
