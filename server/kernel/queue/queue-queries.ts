import pg from 'pg'
import { type Database, executeRaw, type Transaction } from '../database/database.ts'
import { APP_ROLE } from '../database/ensure-app-role.ts'
import type { JobName } from './jobs.ts'

/** What the queue's library needs to run its SQL. */
export interface RawConnection {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
}

export const QUEUE_SCHEMA = 'pgboss'
/** Where the name of each new job is announced. */
export const JOBS_CHANNEL = 'guildhall_jobs'
const LOCK_KEY = 7_450_233

/** On the caller's transaction: what it does holds only if the caller commits. */
export const onTransaction = (tx: Transaction): RawConnection => ({
  executeSql: (text, values) => executeRaw(tx, text, values),
})

/** On a connection of the pool; one on which something failed is closed, for it may still be in a transaction. */
export const onPool = (database: Database): RawConnection => ({
  executeSql: async (text, values) => {
    const client = await database.pool.connect()
    try {
      const result = await client.query(text, values)
      client.release()
      return result
    } catch (error) {
      client.release(true)
      throw error
    }
  },
})

/** Tells the workers of all processes, at commit, that a job waits. */
export const notifyWorkers = async (tx: Transaction, name: JobName): Promise<void> => {
  await executeRaw(tx, 'select pg_notify($1, $2)', [JOBS_CHANNEL, name])
}

/** Runs `act` on one connection of the schema's owner, one process at a time. */
export const asQueueOwner = async (
  connectionString: string,
  act: (connection: RawConnection) => Promise<void>,
): Promise<void> => {
  const client = new pg.Client({ connectionString, application_name: 'guildhall prepare queue' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY])
    await act({ executeSql: (text, values) => client.query(text, values) })
  } finally {
    await client.end()
  }
}

/** The app's role works the queue's rows; it owns nothing there and can't change the schema. */
export const grantQueue = async (connection: RawConnection): Promise<void> => {
  await connection.executeSql(`
    grant usage on schema ${QUEUE_SCHEMA} to ${APP_ROLE};
    grant select, insert, update, delete on ${QUEUE_SCHEMA}.job, ${QUEUE_SCHEMA}.archive to ${APP_ROLE};
    grant select, update on ${QUEUE_SCHEMA}.version to ${APP_ROLE};
    grant select on ${QUEUE_SCHEMA}.queue to ${APP_ROLE};
  `)
}
