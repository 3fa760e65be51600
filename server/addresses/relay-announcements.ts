import type { Runtime } from '#server/kernel/runtime.ts'
import type { Relay } from './hear-announcements.ts'
import { connectToRedis, redisChannels } from './redis-connection.ts'

const MAX_ASKS = 1000

export interface OpenRelay extends Relay {
  close(): void
}

/**
 * Passes on through Redis what this node hears from the database. Nodes that hear by Redis ask for proof; it is given once
 * the database has proved that everything before the question was heard, on the connection that passed it on.
 */
export const openRelay = async (runtime: Runtime, url: string): Promise<OpenRelay> => {
  const channels = redisChannels(runtime)
  let asks: { token: string; at: number }[] = []
  // Something may not have got through: the next thing to be said is that all must be forgotten.
  let isBehind = true
  const doubt = (): void => {
    isBehind = true
  }
  const speaker = await connectToRedis(runtime, url, { onReady: doubt, onLost: doubt })
  const say = (message: string): Promise<unknown> => speaker.publish(channels.changes, message)
  const listener = await connectToRedis(runtime, url, {
    onReady: (redis) => void redis.subscribe(channels.asks).catch(() => undefined),
    onLost: () => {
      asks = []
    },
  })
  listener.on('message', (_channel: string, token: string) => {
    if (asks.length < MAX_ASKS && /^[\w-]{1,64}$/.test(token)) asks.push({ token, at: performance.now() })
  })

  return {
    pass: (payload) => void say(`change ${payload}`).catch(doubt),
    restart: doubt,
    prove: (at) => {
      const answered = asks.filter((ask) => ask.at <= at)
      if (answered.length === 0 || speaker.status !== 'ready') return
      asks = asks.filter((ask) => ask.at > at)
      if (isBehind) {
        isBehind = false
        say('restart').catch(doubt)
      }
      // In order behind all that was said on this connection; lost with it, or heard after it.
      say(`proof ${answered.map((ask) => ask.token).join(' ')}`).catch(doubt)
    },
    close: () => {
      speaker.disconnect()
      listener.disconnect()
    },
  }
}
