import { access, constants, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { chooseServerUser } from './choose-server-user.ts'
import { connectToCluster, ensureDatabase } from './connect-to-cluster.ts'
import { createCluster } from './create-cluster.ts'
import { DataFolderInUseError, EmbeddedPostgresError } from './embedded-postgres-error.ts'
import {
  findPostmaster,
  launchPostmaster,
  type PostmasterOptions,
  signal,
  stopPostmaster,
} from './postmaster.ts'
import { prepareBinaries } from './prepare-binaries.ts'
import { connectionStringFor } from './socket-address.ts'

/** `settings` are PostgreSQL settings beyond ours. `log` is told what an operator may want to know. */
export interface EmbeddedPostgresOptions {
  dataFolder: string
  log?: (message: string) => void
  settings?: Record<string, string>
}

/** A running embedded database. `pid` is the server's process now: it changes if the server had to be started again. */
export interface EmbeddedPostgres {
  connectionString: string
  readonly pid: number
  stop: () => Promise<void>
}

interface Session {
  pid: number
  lock: pg.Client
}

const LOCK_KEY = 7_450_231
const WAIT_FOR_LOCK_MS = 1_000
const WAIT_FOR_ORPHANS_MS = 20_000

/**
 * Starts PostgreSQL on `<dataFolder>/postgres`, making it if needed, or adopts the server that a killed process left
 * behind. One process at a time: a second one gets DataFolderInUseError. The server is started again if it dies, and
 * is stopped by `stop()` or when this process exits. Throws EmbeddedPostgresError with what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined)
  const launch = await prepareLaunch(options)
  let session = await openSession(launch, log)
  let isStopping = false
  let restarting: Promise<void> | null = null

  const watch = () => {
    session.lock.once('end', () => {
      if (isStopping) return
      log('The connection to the embedded database was lost; starting it again.')
      restarting = restart().finally(() => {
        restarting = null
      })
    })
  }
  const restart = async () => {
    for (let wait = 100; !isStopping; wait = Math.min(wait * 2, 5_000)) {
      try {
        session = await openSession(launch, log)
        return watch()
      } catch (error) {
        log(
          `The embedded database did not start again: ${error instanceof Error ? error.message : String(error)}`,
        )
        await sleep(wait)
      }
    }
  }
  const stopOnExit = () => {
    if (findPostmaster(launch.cluster) === session.pid) signal(session.pid, 'SIGINT')
  }
  watch()
  process.on('exit', stopOnExit)
  return {
    connectionString: connectionStringFor(launch.cluster),
    get pid() {
      return session.pid
    },
    stop: async () => {
      isStopping = true
      await restarting
      process.off('exit', stopOnExit)
      await stopPostmaster(session.pid, launch.cluster)
      await session.lock.end().catch(() => undefined)
    },
  }
}

/** The connection string of the embedded database that some process runs on this folder now, or null. */
export async function findRunningEmbeddedPostgres(dataFolder: string): Promise<string | null> {
  const cluster = clusterOf(dataFolder)
  if (findPostmaster(cluster) === null) return null
  const client = await connectToCluster(cluster)
  if (!client) return null
  try {
    await ensureDatabase(client)
  } finally {
    await client.end().catch(() => undefined)
  }
  return connectionStringFor(cluster)
}

/** Calls `act` with the connection string of the embedded database: the running one, else one started for this call. */
export async function withEmbeddedPostgres<T>(
  dataFolder: string,
  act: (connectionString: string) => Promise<T>,
): Promise<T> {
  const running = await findRunningEmbeddedPostgres(dataFolder)
  if (running) return act(running)
  const own = await startEmbeddedPostgres({ dataFolder })
  try {
    return await act(own.connectionString)
  } finally {
    await own.stop()
  }
}

function clusterOf(dataFolder: string): string {
  return path.join(path.resolve(dataFolder), 'postgres')
}

async function prepareLaunch(options: EmbeddedPostgresOptions): Promise<PostmasterOptions> {
  const dataFolder = path.resolve(options.dataFolder)
  const cluster = clusterOf(dataFolder)
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 })
    await access(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason = code === 'ENOSPC' ? 'the disk is full' : message
    throw new EmbeddedPostgresError(`The data folder ${dataFolder} can't be used: ${reason}.`)
  }
  const user = await chooseServerUser([cluster, dataFolder])
  const binaries = await prepareBinaries(dataFolder, user)
  await createCluster(cluster, binaries, user)
  const logFile = path.join(dataFolder, 'postgres.log')
  return { binaries, cluster, user, logFile, ...(options.settings ? { settings: options.settings } : {}) }
}

/** Starts or adopts the server and takes the lock that marks us as its only parent; the lock dies with our process. */
async function openSession(launch: PostmasterOptions, log: (message: string) => void): Promise<Session> {
  const deadline = Date.now() + WAIT_FOR_ORPHANS_MS
  for (;;) {
    const adopted = findPostmaster(launch.cluster)
    const launched = adopted === null ? await launchPostmaster(launch) : null
    const client = await connectToCluster(launch.cluster, launched?.failure)
    // A launch that ended is no failure if another process's launch was quicker.
    const pid = client && findPostmaster(launch.cluster)
    if (client && pid) {
      try {
        await takeLock(client, path.dirname(launch.cluster))
        await ensureDatabase(client)
      } catch (error) {
        await client.end().catch(() => undefined)
        throw error
      }
      if (pid === adopted)
        log(`Adopted the embedded database that another process left running (pid ${pid}).`)
      return { pid, lock: client }
    }
    await client?.end().catch(() => undefined)
    const failure = await launched?.failure
    const isPassing =
      !failure ||
      /postmaster\.pid" already exists|shared memory block|\.lock" already exists/.test(failure.message)
    if (!isPassing || Date.now() > deadline)
      throw failure ?? new EmbeddedPostgresError('The embedded database did not start.')
    await sleep(50)
  }
}

async function takeLock(client: pg.Client, dataFolder: string): Promise<void> {
  const deadline = Date.now() + WAIT_FOR_LOCK_MS
  for (;;) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as is_taken', [LOCK_KEY])
    if (rows[0].is_taken) return
    if (Date.now() > deadline) break
    await sleep(50)
  }
  const holder = await client.query(
    `select application_name from pg_stat_activity where pid in
      (select pid from pg_locks where locktype = 'advisory' and objid = $1 and granted)`,
    [LOCK_KEY],
  )
  const name = holder.rows[0]?.application_name?.replace('guildhall ', 'process ') ?? 'another process'
  throw new DataFolderInUseError(
    `The data folder ${dataFolder} is in use by a running Guildhall (${name}). ` +
      'Stop it first, or set GUILDHALL_DATA to another folder.',
  )
}
