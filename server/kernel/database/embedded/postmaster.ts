import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerUser } from './choose-server-user.ts'
import { EmbeddedPostgresError, explainFailure } from './embedded-postgres-error.ts'
import type { Binaries } from './prepare-binaries.ts'

const SETTINGS: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  io_method: 'sync',
}

const LONGEST_LOG = 5_000_000

/** What starting PostgreSQL on a cluster's folder takes. */
export interface PostmasterOptions {
  binaries: Binaries
  cluster: string
  user: ServerUser | null
  logFile: string
  settings?: Record<string, string>
}

/** The process id of the PostgreSQL that runs on this cluster folder now, or null. Never a reused process id. */
export function findPostmaster(cluster: string): number | null {
  const pid = readPid(cluster)
  return pid !== null && isPostmasterOf(pid, cluster) ? pid : null
}

/**
 * Starts PostgreSQL on a cluster folder, as a process that outlives ours if we are killed (the next start adopts it).
 * Resolves as soon as it is launched; it may still be recovering. `failure` settles only if it ends.
 */
export async function launchPostmaster(
  options: PostmasterOptions,
): Promise<{ pid: number; failure: Promise<Error> }> {
  const size = (await stat(options.logFile).catch(() => null))?.size ?? 0
  const log = await open(options.logFile, size > LONGEST_LOG ? 'w' : 'a', 0o600)
  const start = (await log.stat()).size
  const settings = Object.entries({ ...SETTINGS, ...options.settings }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ])
  disownLockFiles(options.cluster)
  const child = spawn(options.binaries.postgres, ['-D', clusterArgument(options), '-k', '.', ...settings], {
    ...(options.user ?? {}),
    cwd: options.cluster,
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env.PATH },
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  })
  const failure = new Promise<Error>((resolve) => {
    child.once('error', (error) =>
      resolve(new EmbeddedPostgresError(`PostgreSQL can't be run: ${error.message}`)),
    )
    child.once('exit', async () => resolve(explainFailure('start', await readFrom(options.logFile, start))))
  })
  child.unref()
  await log.close()
  if (child.pid === undefined) throw await failure
  return { pid: child.pid, failure }
}

/**
 * The cluster as its own process names it. A server user that may not enter the folders above (root's home) can
 * still reach it through its working directory, which PostgreSQL never changes; Linux has a name for that.
 */
export function clusterArgument(options: { cluster: string; user: ServerUser | null }): string {
  return options.user && process.platform === 'linux' ? '/proc/self/cwd' : options.cluster
}

/** Fast shutdown: open transactions are aborted, everything acknowledged is flushed. Waits until the process is gone. */
export async function stopPostmaster(pid: number, cluster: string): Promise<void> {
  signal(pid, 'SIGINT')
  const deadline = Date.now() + 30_000
  while (isPostmasterOf(pid, cluster)) {
    if (Date.now() > deadline) signal(pid, 'SIGQUIT')
    await sleep(10)
  }
}

/** Sends a signal; a process that has gone already is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function readPid(cluster: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8'), 10)
    return Number.isInteger(pid) && pid > 1 ? pid : null
  } catch {
    return null
  }
}

function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return commandOf(pid).includes('postgres')
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster) && commandOf(pid).includes('postgres')
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  if (process.platform !== 'linux') return true
  // A container without an init process leaves ended orphans as zombies for ever.
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function commandOf(pid: number): string {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-p', `${pid}`, '-o', 'command='], { encoding: 'utf8' }).stdout
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? ''
}

/**
 * PostgreSQL refuses to start when the process id in its lock files exists: reused by another process after a reboot,
 * or a zombie. Its parent's id does not count, so we put ours there; the rest of the file still guards the memory.
 */
function disownLockFiles(cluster: string): void {
  const pid = readPid(cluster)
  if (pid === null || isPostmasterOf(pid, cluster)) return
  for (const name of ['postmaster.pid', '.s.PGSQL.5432.lock']) {
    const file = path.join(cluster, name)
    if (existsSync(file)) writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, `${process.pid}`))
  }
}

async function readFrom(file: string, start: number): Promise<string> {
  const content = await readFile(file).catch(() => Buffer.alloc(0))
  return content.subarray(start).toString('utf8')
}
