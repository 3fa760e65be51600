import { LRUCache } from 'lru-cache'

const MAX_MISSES = 20_000
const MISS_TTL_MS = 10_000

interface Flight<T> {
  answer: Promise<T | null>
  /** Its key was forgotten meanwhile: the answer may be old for whoever asks from now on. */
  isForgotten: boolean
}

export interface LookupOptions<T extends object> {
  ask: (key: string) => Promise<T | null>
  /** Whether what is remembered may be used now; where not, every request asks. */
  isTrusted: () => boolean
  maxBytes: number
  /** Roughly, the bytes that a value takes. */
  sizeOf: (value: T) => number
}

/** Answers of one question by key, remembered until they are forgotten. */
export interface Lookups<T extends object> {
  /** The remembered answer; undefined where it must be asked for. Null: nothing is there. */
  recall(key: string): T | null | undefined
  /** The remembered answer, or one question for all who ask at the same time. */
  find(key: string): Promise<T | null>
  forget(key: string): void
  forgetWhere(isMeant: (value: T) => boolean): void
  forgetAll(): void
}

/** Questions under way: shared by those who ask at the same time, until their key is forgotten. */
const openFlights = <T>(
  ask: (key: string) => Promise<T | null>,
  onLanded: (key: string, value: T | null) => void,
) => {
  const flights = new Map<string, Flight<T>>()
  const abandon = (key: string): void => {
    const flight = flights.get(key)
    if (flight === undefined) return
    flight.isForgotten = true
    flights.delete(key)
  }
  const depart = (key: string): Promise<T | null> => {
    abandon(key)
    const flight: Flight<T> = { answer: ask(key), isForgotten: false }
    flights.set(key, flight)
    flight.answer.then(
      (value) => {
        if (flight.isForgotten) return
        flights.delete(key)
        onLanded(key, value)
      },
      () => {
        if (!flight.isForgotten) flights.delete(key)
      },
    )
    return flight.answer
  }
  return {
    depart,
    abandon,
    under: (key: string): Promise<T | null> | undefined => flights.get(key)?.answer,
    abandonAll: (): void => {
      for (const key of [...flights.keys()]) abandon(key)
    },
  }
}

/** Remembers lookups in memory, bounded: what was found and, apart and for seconds, what was not. */
export const rememberLookups = <T extends object>(options: LookupOptions<T>): Lookups<T> => {
  const { ask, isTrusted, maxBytes, sizeOf } = options
  const found = new LRUCache<string, T>({
    maxSize: maxBytes,
    sizeCalculation: (value, key) => sizeOf(value) + key.length + 100,
  })
  const misses = new LRUCache<string, true>({ max: MAX_MISSES, ttl: MISS_TTL_MS })
  const flights = openFlights(ask, (key, value) => {
    if (value === null) misses.set(key, true)
    else found.set(key, value)
  })
  const recall: Lookups<T>['recall'] = (key) => {
    if (!isTrusted()) return undefined
    return found.get(key) ?? (misses.has(key) ? null : undefined)
  }

  return {
    recall,
    find: (key) => {
      const remembered = recall(key)
      if (remembered !== undefined) return Promise.resolve(remembered)
      // Without trust nobody would hear that the answer under way has grown old: then each asks for himself.
      return (isTrusted() ? flights.under(key) : undefined) ?? flights.depart(key)
    },
    forget: (key) => {
      found.delete(key)
      misses.delete(key)
      flights.abandon(key)
    },
    forgetWhere: (isMeant) => {
      for (const [key, value] of [...found.entries()]) if (isMeant(value)) found.delete(key)
      flights.abandonAll()
    },
    forgetAll: () => {
      found.clear()
      misses.clear()
      flights.abandonAll()
    },
  }
}
