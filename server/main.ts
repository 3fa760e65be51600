import { parseArgs } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { hearChanges } from './addresses/hear-changes.ts'
import { buildApp } from './app.ts'
import { loadDemo } from './demo/load-demo.ts'
import { authOf } from './identity/auth-of.ts'
import { type Config, ConfigError, loadConfig } from './kernel/config.ts'
import { EmbeddedPostgresError } from './kernel/database/embedded/embedded-postgres-error.ts'
import { MigrationError } from './kernel/database/migration-error.ts'
import type { Runtime } from './kernel/runtime.ts'
import { openRuntime } from './open-runtime.ts'
import { warmUpTicks } from './public/warm-up-ticks.ts'
import { drainVisits } from './visits/drain-visits.ts'
import { startVisits } from './visits/start-visits.ts'
import { registerJobs } from './worker.ts'

const EX_CONFIG = 78
/** How long requests under way may take once the process is told to stop. */
const DRAIN_MS = 10_000
const say = (text: string): void => void process.stdout.write(`${text}\n`)
const complain = (text: string): void => void process.stderr.write(`${text}\n`)

const readArguments = () => {
  const { values } = parseArgs({
    options: { demo: { type: 'boolean', default: false }, only: { type: 'string' } },
  })
  const only = (['web', 'worker'] as const).find((part) => part === values.only)
  if (values.only !== undefined && only === undefined) {
    throw new ConfigError('--only: must be web or worker')
  }
  return { demo: values.demo, only }
}

const listen = async (app: FastifyInstance, config: Config): Promise<void> => {
  try {
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new ConfigError(`PORT: ${config.port} is in use by another program; set PORT to a free one`)
    }
    throw error
  }
}

/** Stops taking requests, finishes those under way and the running jobs, then closes the database. */
const stopOnSignals = (runtime: Runtime, app: FastifyInstance | null, close: () => Promise<void>): void => {
  let isStopping = false
  const stop = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    // A connection that never sent a request would hold up the end for a minute.
    const late = setTimeout(() => app?.server.closeAllConnections(), DRAIN_MS)
    await app?.close()
    clearTimeout(late)
    await drainVisits(runtime)
    await runtime.queue.drain()
    await close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        complain(String(error))
        process.exit(1)
      })
    })
  }
}

const announce = async (config: Config, isDemo: boolean, runtime: Runtime): Promise<void> => {
  say(`Guildhall is at ${config.publicUrl}`)
  say(`API reference: ${config.publicUrl}/api/reference`)
  if (config.smtpUrl === null)
    say(`No SMTP_URL is set: mails stay here, at ${config.publicUrl}/operator/mailbox`)
  if (isDemo) for (const line of await loadDemo(runtime)) say(line)
}

const start = async (): Promise<void> => {
  warmUpTicks()
  const { demo, only } = readArguments()
  const config = loadConfig(process.env)
  const { runtime, close } = await openRuntime(config)
  const app = only === 'worker' ? null : await buildApp(runtime, { areRatesLimited: true })
  const stopHearing = await hearChanges(runtime, only)
  stopOnSignals(runtime, app, async () => {
    await stopHearing()
    await close()
  })
  if (app !== null) {
    await startVisits(runtime)
    await listen(app, config)
    // Loaded now, while nobody waits, rather than with the first sign-in.
    await authOf(runtime)
  }
  if (only !== 'web') {
    registerJobs(runtime)
    await runtime.queue.start()
  }
  await announce(config, demo, runtime)
}

start().catch((error: unknown) => {
  if (error instanceof ConfigError) complain(error.message)
  else if (error instanceof EmbeddedPostgresError || error instanceof MigrationError) complain(error.message)
  else complain(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exit(error instanceof ConfigError ? EX_CONFIG : 1)
})
