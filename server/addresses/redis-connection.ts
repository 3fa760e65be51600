import type { Redis } from 'ioredis'
import type { Runtime } from '#server/kernel/runtime.ts'

const CONNECT_TIMEOUT_MS = 5_000
const LONGEST_PAUSE_MS = 2_000

/** Channels of this installation alone: several may share one Redis. */
export const redisChannels = (runtime: Runtime): { changes: string; asks: string } => {
  const name = runtime.secrets.sign('redis channels', '').slice(0, 16)
  return { changes: `guildhall:${name}:changes`, asks: `guildhall:${name}:asks` }
}

export interface RedisEvents {
  /** On each new connection, ready for commands. */
  onReady: (redis: Redis) => void
  /** Commands under way have failed, and none is sent again by itself. */
  onLost: () => void
}

/**
 * A connection to Redis that is made again when it is lost. Nothing is kept back or repeated in between: what was not
 * sent at once has failed. The library is loaded here, because most installations have no Redis.
 */
export const connectToRedis = async (runtime: Runtime, url: string, events: RedisEvents): Promise<Redis> => {
  const { Redis: Client } = await import('ioredis')
  const redis = new Client(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_PAUSE_MS),
  })
  let isLogged = false
  redis.on('error', (error) => {
    if (!isLogged) runtime.log.warn({ err: error }, 'Redis can’t be reached; trying again')
    isLogged = true
  })
  redis.on('ready', () => {
    isLogged = false
    events.onReady(redis)
  })
  redis.on('close', events.onLost)
  // Tries go on by themselves when the first one fails.
  redis.connect().catch(() => undefined)
  return redis
}
