import { mkdirSync } from 'node:fs'
import { type Logger, pino } from 'pino'
import type { Config } from './kernel/config.ts'
import { checkSecret } from './kernel/database/check-secret.ts'
import { openDatabase } from './kernel/database/database.ts'
import { startEmbeddedPostgres } from './kernel/database/embedded/start-embedded-postgres.ts'
import { migrate } from './kernel/database/migrate.ts'
import { createOutbound } from './kernel/outbound/outbound.ts'
import { prepareQueue } from './kernel/queue/prepare-queue.ts'
import { createQueue } from './kernel/queue/queue.ts'
import type { Runtime } from './kernel/runtime.ts'
import { createSecrets } from './kernel/secrets.ts'
import { loadPlans } from './plans/load-plans.ts'

const APP_CONNECTIONS = 20
const OWNER_CONNECTIONS = 4

export interface OpenRuntime {
  runtime: Runtime
  /** Closes connections, then the embedded database where there is one. */
  close(): Promise<void>
}

/** Structured logs, one JSON object a line; credentials never reach them. */
export const createLog = (level: Config['logLevel']): Logger =>
  pino({
    level,
    redact: {
      paths: [
        'req.headers.authorization',
        'req.headers.cookie',
        'res.headers["set-cookie"]',
        '*.password',
        '*.token',
        '*.secret',
      ],
      censor: '[redacted]',
    },
  })

/** Connections and services on a database that stands and is migrated. */
export const assembleRuntime = (
  config: Config,
  connectionString: string,
  log: Logger,
  clock: () => Date,
): Runtime => {
  const onError = (error: Error): void => log.error({ err: error }, 'a database connection was lost')
  const database = openDatabase({ connectionString, role: 'app', maxConnections: APP_CONNECTIONS, onError })
  const ownerDatabase = openDatabase({
    connectionString,
    role: 'owner',
    maxConnections: OWNER_CONNECTIONS,
    onError,
  })
  return {
    config,
    log,
    database,
    ownerDatabase,
    queue: createQueue({ database, log }),
    secrets: createSecrets(config.secret),
    outbound: createOutbound({ allowedNetworks: config.webhookAllowedNetworks }),
    plans: loadPlans(config.dataFolder),
    clock,
  }
}

/** The database of the configuration: DATABASE_URL, else the embedded one, started here. */
const openServer = async (config: Config, log: Logger) => {
  if (config.databaseUrl !== null)
    return { connectionString: config.databaseUrl, stop: async () => undefined }
  mkdirSync(config.dataFolder, { recursive: true })
  return startEmbeddedPostgres({ dataFolder: config.dataFolder, log: (line) => log.info(line) })
}

/** Starts or finds the database, migrates it, and opens everything that lives as long as the process. */
export const openRuntime = async (config: Config): Promise<OpenRuntime> => {
  const log = createLog(config.logLevel)
  const server = await openServer(config, log)
  try {
    await migrate(server.connectionString, { after: prepareQueue })
    const runtime = assembleRuntime(config, server.connectionString, log, () => new Date())
    await checkSecret(runtime.ownerDatabase, runtime.secrets)
    return {
      runtime,
      close: async () => {
        await runtime.database.close()
        await runtime.ownerDatabase.close()
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}
