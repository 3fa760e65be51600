import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { Tables, Transaction } from './database.ts'

/** Sends every statement to the transaction that is current when it is sent; begins and ends none of its own. */
class AmbientConnection implements DatabaseConnection {
  readonly #current: () => Transaction

  constructor(current: () => Transaction) {
    this.#current = current
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#current().executeQuery<R>(query as CompiledQuery<R>)
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('A library on the caller’s transaction may not stream.')
  }
}

/**
 * A database for libraries that send queries of their own: what they write is part of the caller's transaction.
 * `current` must throw where there is none.
 */
export const createAmbientDatabase = (current: () => Transaction): Kysely<Tables> => {
  const connection = new AmbientConnection(current)
  const nothing = async (): Promise<void> => undefined
  const driver: Driver = {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  }
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
