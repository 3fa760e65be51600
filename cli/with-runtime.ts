import { runAudited } from '#server/audit/run-audited.ts'
import { type Config, loadConfig } from '#server/kernel/config.ts'
import type { Context } from '#server/kernel/context.ts'
import { checkSecret } from '#server/kernel/database/check-secret.ts'
import { withEmbeddedPostgres } from '#server/kernel/database/embedded/start-embedded-postgres.ts'
import { migrate } from '#server/kernel/database/migrate.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import { prepareQueue } from '#server/kernel/queue/prepare-queue.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { assembleRuntime, createLog } from '#server/open-runtime.ts'

/** Calls `act` with the database of the configuration; the embedded one is started for the call unless it runs. */
export const withDatabase = <T>(config: Config, act: (connectionString: string) => Promise<T>): Promise<T> =>
  config.databaseUrl === null ? withEmbeddedPostgres(config.dataFolder, act) : act(config.databaseUrl)

/** Calls `act` with a runtime on the migrated database; nothing listens and no job runs. */
export const withRuntime = async <T>(act: (runtime: Runtime) => Promise<T>): Promise<T> => {
  const config = loadConfig(process.env)
  return withDatabase(config, async (connectionString) => {
    await migrate(connectionString, { after: prepareQueue })
    const runtime = assembleRuntime(config, connectionString, createLog('error'), () => new Date())
    try {
      await checkSecret(runtime.ownerDatabase, runtime.secrets)
      return await act(runtime)
    } finally {
      await runtime.database.close()
      await runtime.ownerDatabase.close()
    }
  })
}

/** Calls a verb as the operator on this machine, in one transaction with its audit entries. */
export const asOperator = <T>(runtime: Runtime, act: (ctx: Context) => Promise<T>): Promise<T> => {
  const via = { kind: 'cli' as const, id: null, name: 'guildhall' }
  const actor = instanceActor('operator', process.env.SUDO_USER ?? process.env.USER ?? 'operator', via)
  return runAudited(runtime, { actor, database: runtime.ownerDatabase }, act)
}
