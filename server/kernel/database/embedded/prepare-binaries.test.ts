import { spawnSync } from 'node:child_process'
import { lstatSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseServerUser } from './choose-server-user.ts'
import { locateNativeFolder, prepareBinaries } from './prepare-binaries.ts'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

// Each makes clusters of its own, flushed to disk: slow where the disk is busy.
vi.setConfig({ testTimeout: 60_000 })

const isRoot = process.getuid?.() === 0
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'guildhall-binaries-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** The package as npm leaves it when install scripts are blocked: without the links between its libraries. */
async function installWithoutScripts(): Promise<string> {
  const installed = path.dirname(locateNativeFolder())
  const copy = path.join(folder, 'package')
  const filter = (source: string) => !lstatSync(source).isSymbolicLink() && !source.endsWith('.a')
  await cp(installed, copy, { recursive: true, filter })
  return path.join(copy, 'native')
}

test('makes the library links that a blocked install script left out', async () => {
  const native = await installWithoutScripts()
  const initdb = path.join(native, 'bin', 'initdb')
  const links = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8'))
  if (process.platform === 'linux') expect(spawnSync(initdb, ['--version']).status).not.toBe(0)
  expect(await prepareBinaries(folder, null, native)).toEqual({
    initdb,
    postgres: path.join(native, 'bin', 'postgres'),
  })
  for (const { target } of links) expect((await stat(path.join(native, '..', target))).isFile()).toBe(true)
})

test('runs from a copy where the server user cannot enter node_modules', async () => {
  const user = await chooseServerUser([])
  const native = await installWithoutScripts()
  await chmod(folder, 0o755)
  await chmod(path.dirname(native), 0o700)
  const [closed, open] = [path.join(folder, 'closed'), path.join(folder, 'open')]
  await mkdir(closed, { mode: 0o700 })
  const binaries = await prepareBinaries(closed, user, native, [closed, open])
  // Without root the server's user is our own, and the installed package is good enough.
  expect(binaries.initdb.startsWith(isRoot ? open : native)).toBe(true)
  const run = spawnSync(binaries.initdb, ['--version'], { ...(user ?? {}), cwd: '/', encoding: 'utf8' })
  expect(run.stdout).toMatch(/PostgreSQL/)
  expect(await prepareBinaries(closed, user, native, [closed, open])).toEqual(binaries)
})

test('the server does not run as root, and its files belong to the user it runs as', async () => {
  const user = await chooseServerUser([])
  expect(user === null).toBe(!isRoot)
  const server = await startEmbeddedPostgres({ dataFolder: path.join(folder, 'data') })
  const cluster = await stat(path.join(folder, 'data', 'postgres'))
  await server.stop()
  expect(cluster.uid).not.toBe(0)
  expect(cluster.uid).toBe(user?.uid ?? process.getuid?.())
  expect(cluster.mode & 0o777).toBe(0o700)
})
