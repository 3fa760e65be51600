import { randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Runtime } from '#server/kernel/runtime.ts'
import { type AddressCache, addressCacheOf } from './address-cache.ts'
import { applyAnnouncement } from './apply-announcement.ts'
import { connectToRedis, redisChannels } from './redis-connection.ts'

const ASK_MS = 150
/** Without a proof for so long the subscription is made anew: it may be dead without a word. */
const SILENCE_MS = 5_000

/** Questions for proof by token, with when they were asked; those of an earlier subscription prove nothing. */
const createAsks = (cache: AddressCache) => {
  const node = randomBytes(6).toString('hex')
  const asked = new Map<string, number>()
  let counter = 0
  return {
    next: (): string => {
      counter += 1
      const token = `${node}-${counter}`
      asked.set(token, performance.now())
      if (asked.size > 100) asked.delete(asked.keys().next().value ?? '')
      return token
    },
    answer: (tokens: string[]): boolean => {
      const times = tokens.map((token) => asked.get(token)).filter((at) => at !== undefined)
      for (const token of tokens) asked.delete(token)
      for (const at of times) cache.lease.prove(at)
      return times.length > 0
    },
    forget: (): void => asked.clear(),
  }
}

/**
 * Hears of changed addresses from nodes that listen to the database, through Redis. Memory is used only while they
 * prove that nothing is missing; without Redis, or without them, the database is asked each time.
 */
export const hearByRedis = async (runtime: Runtime, url: string): Promise<() => Promise<void>> => {
  const cache = addressCacheOf(runtime)
  const channels = redisChannels(runtime)
  const asks = createAsks(cache)
  let isSubscribed = false
  let provedAt = performance.now()
  const lose = (): void => {
    isSubscribed = false
    asks.forget()
    cache.lease.end()
  }
  const subscribe = async (redis: Redis): Promise<void> => {
    await redis.subscribe(channels.changes)
    cache.forgetAll()
    isSubscribed = true
    provedAt = performance.now()
  }
  const listener = await connectToRedis(runtime, url, {
    onReady: (redis) => void subscribe(redis).catch(lose),
    onLost: lose,
  })
  listener.on('message', (_channel: string, message: string) => {
    const space = message.indexOf(' ')
    const word = space === -1 ? message : message.slice(0, space)
    if (word === 'change') applyAnnouncement(cache, message.slice(space + 1))
    else if (word !== 'proof') cache.forgetAll()
    else if (asks.answer(message.slice(space + 1).split(' '))) provedAt = performance.now()
  })
  const speaker = await connectToRedis(runtime, url, { onReady: () => undefined, onLost: () => undefined })
  const timer = setInterval(() => {
    if (!isSubscribed) return
    if (performance.now() - provedAt > SILENCE_MS) listener.disconnect(true)
    else speaker.publish(channels.asks, asks.next()).catch(() => undefined)
  }, ASK_MS)
  return async () => {
    clearInterval(timer)
    listener.disconnect()
    speaker.disconnect()
    lose()
  }
}
