import PgBoss from 'pg-boss'
import { JOB_NAMES, specOf } from './jobs.ts'
import { asQueueOwner, grantQueue, QUEUE_SCHEMA } from './queue-queries.ts'

/**
 * Makes or brings forward the queue's own schema and its queues, and lets the app's role work them.
 * Run as the schema's owner after the migrations: at run time the queue changes no schema.
 * Idempotent; safe when several processes start at once.
 */
export const prepareQueue = async (connectionString: string): Promise<void> => {
  await asQueueOwner(connectionString, async (db) => {
    const boss = new PgBoss({ db, schema: QUEUE_SCHEMA, migrate: true, supervise: false, schedule: false })
    await boss.start()
    for (const name of JOB_NAMES) {
      const { expireInSeconds, retryLimit, retryDelay } = specOf(name)
      const options = { name, expireInSeconds, retryLimit, retryDelay, retryBackoff: true }
      await boss.createQueue(name, { ...options })
      await boss.updateQueue(name, { ...options })
    }
    await grantQueue(db)
    await boss.stop({ graceful: false, close: false })
  })
}
