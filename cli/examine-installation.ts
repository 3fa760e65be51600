import { statfs } from 'node:fs/promises'
import { type Config, ConfigError, loadConfig } from '#server/kernel/config.ts'
import { measureDatabase } from '#server/kernel/database/measure-database.ts'
import { pendingMigrations } from '#server/kernel/database/migrate.ts'
import { verifySmtp } from '#server/kernel/mailer/verify-smtp.ts'
import { loadPlans } from '#server/plans/load-plans.ts'
import { withDatabase } from './with-runtime.ts'

export interface Finding {
  what: string
  isWell: boolean
  found: string
}

const MAX_CLOCK_SKEW_MS = 5000
const MIN_FREE_BYTES = 512 * 1024 * 1024
const MIB = 1024 * 1024

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const attempt = async (what: string, look: () => Promise<string>): Promise<Finding> => {
  try {
    return { what, isWell: true, found: await look() }
  } catch (error) {
    return { what, isWell: false, found: messageOf(error) }
  }
}

const lookAtDatabase = (config: Config): Promise<Finding[]> =>
  withDatabase(config, async (connectionString) => [
    await attempt('database', async () => {
      const { version, bytes } = await measureDatabase(connectionString)
      return `PostgreSQL ${version}, ${Math.round(bytes / MIB)} MiB, ${config.databaseUrl === null ? 'embedded' : 'server'}`
    }),
    await attempt('migrations', async () => {
      const pending = await pendingMigrations(connectionString)
      if (pending.length > 0)
        throw new Error(`${pending.length} wait for the next start: ${pending.join(', ')}`)
      return 'all applied'
    }),
    await attempt('clock', async () => {
      const { skewMs } = await measureDatabase(connectionString)
      if (Math.abs(skewMs) > MAX_CLOCK_SKEW_MS)
        throw new Error(`${Math.round(skewMs / 1000)} s away from the database's`)
      return `${Math.abs(Math.round(skewMs))} ms from the database's`
    }),
  ])

const lookAtDisk = (config: Config): Promise<Finding> =>
  attempt('disk', async () => {
    const { bavail, bsize } = await statfs(config.dataFolder)
    if (bavail * bsize < MIN_FREE_BYTES)
      throw new Error(`only ${Math.round((bavail * bsize) / MIB)} MiB free`)
    return `${Math.round((bavail * bsize) / MIB)} MiB free in ${config.dataFolder}`
  })

const lookAtMail = async (config: Config): Promise<Finding> => {
  const { isWorking, message } = await verifySmtp(config)
  return { what: 'mail', isWell: isWorking || config.smtpUrl === null, found: message }
}

/** Looks at everything an installation stands on; changes nothing. */
export const examineInstallation = async (): Promise<Finding[]> => {
  let config: Config
  try {
    config = loadConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) return [{ what: 'configuration', isWell: false, found: error.message }]
    throw error
  }
  const configuration = {
    what: 'configuration',
    isWell: true,
    found: `${config.publicUrl}, data in ${config.dataFolder}`,
  }
  const plans = await attempt(
    'plans',
    async () => `${loadPlans(config.dataFolder).plans.length} in the catalogue`,
  )
  const database = await lookAtDatabase(config).catch((error: unknown) => [
    { what: 'database', isWell: false, found: messageOf(error) },
  ])
  return [configuration, plans, await lookAtDisk(config), ...database, await lookAtMail(config)]
}
