import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { ServerUser } from './choose-server-user.ts'
import { EmbeddedPostgresError, explainFailure } from './embedded-postgres-error.ts'
import { clusterArgument } from './postmaster.ts'
import type { Binaries } from './prepare-binaries.ts'

/** PostgreSQL's own role in an embedded cluster: its superuser. */
export const EMBEDDED_ROLE = 'guildhall'

// Names of the clusters that this process makes right now.
const making = new Set<string>()

/** Makes the cluster unless it exists. It appears under its name only when it is whole: a crash leaves no half of one. */
export async function createCluster(
  cluster: string,
  binaries: Binaries,
  user: ServerUser | null,
): Promise<void> {
  const version = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version !== null) return checkVersion(cluster, version.trim(), binaries)
  await removeAbandoned(cluster)
  const temporary = `${cluster}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  making.add(path.basename(temporary))
  try {
    await mkdir(temporary, { mode: 0o700 })
    if (user) await chown(temporary, user.uid, user.gid)
    runInitdb(temporary, binaries, user)
    await rename(temporary, cluster)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    const code = (error as NodeJS.ErrnoException).code
    // Another process was quicker.
    if ((code === 'ENOTEMPTY' || code === 'EEXIST') && existsSync(cluster)) return
    if (error instanceof EmbeddedPostgresError || code === undefined) throw error
    throw explainFailure('be created', `${error}${code === 'ENOSPC' ? ' No space left on device' : ''}`)
  } finally {
    making.delete(path.basename(temporary))
  }
}

function runInitdb(temporary: string, binaries: Binaries, user: ServerUser | null): void {
  const args = [
    '-D',
    clusterArgument({ cluster: temporary, user }),
    '-U',
    EMBEDDED_ROLE,
    '--auth=trust',
    '--encoding=UTF8',
  ]
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions']
  const result = spawnSync(binaries.initdb, [...args, ...locale], {
    ...(user ?? {}),
    cwd: temporary,
    encoding: 'utf8',
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env.PATH },
  })
  if (result.status !== 0)
    throw explainFailure(
      'be created',
      result.stderr || String(result.error ?? `initdb ended with ${result.signal}`),
    )
}

function checkVersion(cluster: string, version: string, binaries: Binaries): void {
  const printed = spawnSync(binaries.initdb, ['--version'], {
    encoding: 'utf8',
    cwd: '/',
    env: { LC_ALL: 'C' },
  }).stdout
  const major = printed?.match(/\) (\d+)/)?.[1]
  if (major && major !== version)
    throw new EmbeddedPostgresError(
      `${cluster} was made by PostgreSQL ${version}; this release of Guildhall brings PostgreSQL ${major}. ` +
        'Make a backup with the older release and restore it with this one.',
    )
}

/** Folders of starts that were killed while creating; those of live processes stay. */
async function removeAbandoned(cluster: string): Promise<void> {
  const parent = path.dirname(cluster)
  const prefix = `${path.basename(cluster)}.new-`
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    const pid = Number.parseInt(name.slice(prefix.length), 10)
    if (!making.has(name) && !isAlive(pid))
      await rm(path.join(parent, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  // In a container a killed start often had the process id that we have now.
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
