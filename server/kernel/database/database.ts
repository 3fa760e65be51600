import { CompiledQuery, Kysely, type Transaction as KyselyTransaction, PostgresDialect } from 'kysely'
import pg from 'pg'
import { DomainError } from '../errors.ts'
import type { Database as Tables } from './tables.generated.ts'

export type Transaction = KyselyTransaction<Tables>
export type { Tables }

const INT8 = 20
const types = new pg.TypeOverrides()
types.setTypeParser(INT8, Number)

export interface Database {
  kysely: Kysely<Tables>
  pool: pg.Pool
  connectionString: string
  close(): Promise<void>
}

export interface DatabaseOptions {
  connectionString: string
  /** `app`: as guildhall_app, bound by row-level security. `owner`: as the connecting user. */
  role: 'app' | 'owner'
  maxConnections: number
  onError?: (error: Error) => void
}

/** Opens a pool; connections are made on first use. */
export const openDatabase = (options: DatabaseOptions): Database => {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.maxConnections,
    types,
    application_name: `guildhall-${options.role}`,
    options: `${options.role === 'app' ? '-c role=guildhall_app ' : ''}-c timezone=UTC -c jit=off -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000`,
  })
  let isClosing = false
  pool.on('error', (error) => {
    // The pool ends its connections without waiting: the server may be quicker, and nothing is lost by that.
    if (!isClosing) options.onError?.(error)
  })
  // Lost while a statement runs: that fails with it, and without a listener the process would end too.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    kysely,
    pool,
    connectionString: options.connectionString,
    close: () => {
      isClosing = true
      return kysely.destroy()
    },
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** The name of the unique or exclusion constraint that an error reports as broken, or null. */
export const brokenConstraint = (error: unknown): string | null => {
  const code = codeOf(error)
  if (code !== '23505' && code !== '23P01') return null
  return error instanceof Error && 'constraint' in error && typeof error.constraint === 'string'
    ? error.constraint
    : null
}

const DEADLOCK = '40P01'

const runOnce = async <T>(database: Database, act: (tx: Transaction) => Promise<T>): Promise<T> => {
  const outcome = await database.kysely.transaction().execute(async (tx) => {
    try {
      return { result: await act(tx) }
    } catch (error) {
      if (error instanceof DomainError && error.keepsChanges) return { error }
      throw error
    }
  })
  if ('error' in outcome) throw outcome.error
  return outcome.result
}

/**
 * Runs `act` in one transaction; a deadlock is tried once more from the start. An error rolls it back, except a
 * DomainError that keeps changes: then it is committed, and the error thrown after that.
 */
export const inTransaction = async <T>(
  database: Database,
  act: (tx: Transaction) => Promise<T>,
): Promise<T> => {
  try {
    return await runOnce(database, act)
  } catch (error) {
    if (codeOf(error) !== DEADLOCK) throw error
    return await runOnce(database, act)
  }
}

type TenancySetting = 'organization_id' | 'user_id' | 'token_hash' | 'slug_key' | 'verified_email'

/** Sets what row-level security reads, for this transaction only. */
export const setTenancy = async (
  tx: Transaction,
  settings: Partial<Record<TenancySetting, string>>,
): Promise<void> => {
  const values = Object.entries(settings).flatMap(([name, value]) => [`app.${name}`, value])
  const calls = Object.keys(settings).map(
    (_, index) => `set_config($${2 * index + 1}, $${2 * index + 2}, true)`,
  )
  await tx.executeQuery(CompiledQuery.raw(`select ${calls.join(', ')}`, values))
}

/**
 * One statement of the hot path, written out once: building it anew for each request would cost as much as running it.
 * Answers the rows.
 */
export const statement =
  <Row>(text: string) =>
  async (tx: Transaction, values: unknown[]): Promise<Row[]> =>
    (await tx.executeQuery<Row>(CompiledQuery.raw(text, values) as CompiledQuery<Row>)).rows

/** For libraries that send SQL of their own on the caller's transaction (the queue). */
export const executeRaw = async (
  tx: Transaction,
  text: string,
  values: unknown[] = [],
): Promise<{ rows: unknown[]; rowCount: number }> => {
  const result = await tx.executeQuery(CompiledQuery.raw(text, values))
  return { rows: result.rows, rowCount: Number(result.numAffectedRows ?? result.rows.length) }
}
