import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'esbuild'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

// A whole Guildhall reduced to its database: starts it, writes, and tells each write that was acknowledged.
const WRITER = `
import { writeSync } from 'node:fs'
import pg from 'pg'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'
const log = (message) => writeSync(1, 'log ' + message + '\\n')
const server = await startEmbeddedPostgres({ dataFolder: process.argv[2], log })
writeSync(1, 'pid ' + server.pid + '\\n')
async function write(name) {
  const client = new pg.Client({ connectionString: server.connectionString })
  client.on('error', () => undefined)
  await client.connect()
  await client.query('create table if not exists writes (name text primary key)')
  for (let n = 0; ; n++) {
    await client.query('insert into writes values ($1)', [name + n])
    writeSync(1, 'row ' + name + n + '\\n')
  }
}
for (let attempt = 0; ; attempt++) {
  const round = process.argv[3] + '.' + attempt + '.'
  await write(round).catch((error) => log(error.message))
  await new Promise((resolve) => setTimeout(resolve, 20))
}
`
const folder = await mkdtemp(path.join(tmpdir(), 'guildhall-kill-'))
const dataFolder = path.join(folder, 'data')
const root = path.resolve(import.meta.dirname, '../../../..')
const program = path.join(root, `node_modules/.cache/guildhall/kill-test-${process.pid}.mjs`)
const children: ChildProcess[] = []

beforeAll(async () => {
  await mkdir(path.dirname(program), { recursive: true })
  await build({
    stdin: { contents: WRITER, resolveDir: import.meta.dirname, loader: 'ts' },
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  })
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  const leftover = await startEmbeddedPostgres({ dataFolder })
  await leftover.stop()
  await rm(folder, { recursive: true, force: true })
  await rm(program, { force: true })
})

interface Writer {
  child: ChildProcess
  rows: string[]
  pids: number[]
  logs: string[]
}

function startWriter(round: number): Writer {
  const child = spawn(process.execPath, [program, dataFolder, `${round}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const writer: Writer = { child, rows: [], pids: [], logs: [] }
  let rest = ''
  child.stdout?.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('row ')) writer.rows.push(line.slice(4))
      else if (line.startsWith('pid ')) writer.pids.push(Number(line.slice(4)))
      else writer.logs.push(line.slice(4))
    }
  })
  return writer
}

async function until(what: string, isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 40_000
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`)
    await sleep(5)
  }
}

async function killed(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  await closed
}

async function namesIn(connectionString: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query('select name from writes')
  await client.end()
  return new Set(rows.map((row) => row.name))
}

test('20 × kill -9 under writes: it opens again and every acknowledged write is there', async () => {
  const acknowledged: string[] = []
  let adoptions = 0
  for (let round = 0; round < 20; round++) {
    const writer = startWriter(round)
    await until(`writes in round ${round}: ${writer.logs}`, () => writer.rows.length > 20)
    await sleep(Math.random() * 150)
    // In turn: only the program, its database before it, its database after it.
    const postmaster = writer.pids[0] as number
    if (round % 3 === 1) process.kill(postmaster, 'SIGKILL')
    await killed(writer.child)
    if (round % 3 === 2) process.kill(postmaster, 'SIGKILL')
    acknowledged.push(...writer.rows)
    adoptions += writer.logs.filter((line) => line.startsWith('Adopted')).length
  }
  const server = await startEmbeddedPostgres({ dataFolder })
  const names = await namesIn(server.connectionString)
  await server.stop()
  expect(acknowledged.filter((name) => !names.has(name))).toEqual([])
  expect(acknowledged.length).toBeGreaterThan(20 * 20)
  // Each server that outlived its program was adopted, not fought.
  expect(adoptions).toBe(7)
}, 240_000)

test('a database that is killed alone is started again under the living program', async () => {
  const writer = startWriter(100)
  await until('first writes', () => writer.rows.length > 5)
  process.kill(writer.pids[0] as number, 'SIGKILL')
  await until('writes after the restart', () => writer.rows.some((name) => !name.startsWith('100.0.')))
  await killed(writer.child)
  const server = await startEmbeddedPostgres({ dataFolder })
  const names = await namesIn(server.connectionString)
  await server.stop()
  expect(writer.rows.filter((name) => !names.has(name))).toEqual([])
}, 90_000)

test('a program that exits without stopping its database takes it along', async () => {
  const contents = `import { startEmbeddedPostgres } from './start-embedded-postgres.ts'
    const server = await startEmbeddedPostgres({ dataFolder: process.argv[2] })
    console.log('pid ' + server.pid)
    process.exit(0)`
  const file = program.replace('.mjs', '-exit.mjs')
  const stdin = { contents, resolveDir: import.meta.dirname, loader: 'ts' as const }
  await build({ stdin, outfile: file, bundle: true, format: 'esm', platform: 'node', packages: 'external' })
  const child = spawn(process.execPath, [file, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  await new Promise((resolve) => child.once('close', resolve))
  await rm(file, { force: true })
  const pid = Number(output.match(/pid (\d+)/)?.[1])
  await until('the server has gone', () => {
    try {
      process.kill(pid, 0)
      return false
    } catch {
      return true
    }
  })
}, 90_000)
