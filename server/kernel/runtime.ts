import type { Logger } from 'pino'
import type { PlanCatalogue } from '#shared/plans.ts'
import type { Config } from './config.ts'
import type { Database } from './database/database.ts'
import type { Outbound } from './outbound/outbound.ts'
import type { Queue } from './queue/queue.ts'
import type { Secrets } from './secrets.ts'

/** What lives as long as the process; every context carries it. Knows no domain. */
export interface Runtime {
  config: Config
  log: Logger
  /** Connections of the application's role: row-level security holds. */
  database: Database
  /** Connections of the schema's owner, for upkeep and operators: few, never for requests of members. */
  ownerDatabase: Database
  queue: Queue
  secrets: Secrets
  outbound: Outbound
  plans: PlanCatalogue
  clock: () => Date
}
