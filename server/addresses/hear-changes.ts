import type { Runtime } from '#server/kernel/runtime.ts'
import { hearAnnouncements } from './hear-announcements.ts'
import { hearByRedis } from './hear-by-redis.ts'
import { openRelay } from './relay-announcements.ts'

/**
 * Starts hearing of changed addresses, and with that the use of memory; the returned function ends both. From the
 * database, or by REDIS_URL: then processes with a worker listen to the database and pass on what web processes need.
 */
export const hearChanges = async (
  runtime: Runtime,
  only: 'web' | 'worker' | undefined,
): Promise<() => Promise<void>> => {
  const { redisUrl } = runtime.config
  if (redisUrl === null) return only === 'worker' ? async () => undefined : hearAnnouncements(runtime)
  if (only === 'web') return hearByRedis(runtime, redisUrl)
  const relay = await openRelay(runtime, redisUrl)
  const stop = await hearAnnouncements(runtime, relay)
  return async () => {
    await stop()
    relay.close()
  }
}
