import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { EMBEDDED_ROLE } from './create-cluster.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { findPostmaster } from './postmaster.ts'
import { connectionStringFor } from './socket-address.ts'

// Replaying the log after a crash takes seconds at most; a slow disk gets minutes.
const LONGEST_START_MS = 180_000
// Not yet accepting or shutting down; cut off by a shutdown; no socket yet.
const TRANSIENT = new Set(['57P03', '57P01', '57P02', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

/**
 * Connects to the cluster's `postgres` database, waiting while the server starts or stops.
 * Null when the server has gone. The connection's errors never end the process; watch its 'end' event.
 */
export async function connectToCluster(
  cluster: string,
  launched?: Promise<Error>,
): Promise<pg.Client | null> {
  let hasEnded = false
  void launched?.then(() => {
    hasEnded = true
  })
  const deadline = Date.now() + LONGEST_START_MS
  for (let wait = 5; ; wait = Math.min(wait * 1.5, 200)) {
    const client = new pg.Client({
      connectionString: connectionStringFor(cluster, 'postgres'),
      application_name: `guildhall ${process.pid}`,
    })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => undefined)
      const { code, message } = error as { code?: string; message: string }
      const isTransient =
        (code !== undefined && TRANSIENT.has(code)) || message.includes('Connection terminated')
      if (!isTransient)
        throw new EmbeddedPostgresError(`The embedded database refused a connection: ${message}`)
    }
    if (hasEnded || (!launched && findPostmaster(cluster) === null)) return null
    if (Date.now() > deadline)
      throw new EmbeddedPostgresError('The embedded database did not start in three minutes.')
    await sleep(wait)
  }
}

/** Makes Guildhall's own database in the cluster unless it is there. */
export async function ensureDatabase(client: pg.Client): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [EMBEDDED_ROLE])
  if (found.rowCount) return
  await client.query(`create database ${EMBEDDED_ROLE}`).catch((error: { code?: string }) => {
    // Another process made it just now.
    if (error.code !== '42P04' && error.code !== '23505') throw error
  })
}
