import { keepListening } from '#server/kernel/database/keep-listening.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { addressCacheOf } from './address-cache.ts'
import { applyAnnouncement } from './apply-announcement.ts'

/** Where the triggers of the tables announce what has changed. */
const ADDRESSES_CHANNEL = 'guildhall_addresses'

/** What others are told of what this node hears; see relay-announcements.ts. */
export interface Relay {
  /** What was announced. */
  pass(payload: string): void
  /** A new connection: announcements may have been missed. */
  restart(): void
  /** Everything that changed before has been passed on. */
  prove(at: number): void
}

/** Hears of changed addresses from the database until the returned function is called; until then memory is used. */
export const hearAnnouncements = (runtime: Runtime, relay?: Relay): Promise<() => Promise<void>> => {
  const cache = addressCacheOf(runtime)
  return keepListening({
    connectionString: runtime.database.connectionString,
    channel: ADDRESSES_CHANNEL,
    name: 'guildhall-addresses',
    log: runtime.log,
    onMessage: (payload) => {
      applyAnnouncement(cache, payload)
      relay?.pass(payload)
    },
    onListening: () => {
      cache.forgetAll()
      relay?.restart()
    },
    onAlive: (at) => {
      cache.lease.prove(at)
      relay?.prove(at)
    },
    onLost: () => cache.lease.end(),
  })
}
