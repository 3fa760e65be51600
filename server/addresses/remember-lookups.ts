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

/** Remembers lookups in memory, bounded: what was found and, apart and for seconds, what was not. */
export const rememberLookups = <T extends object>(options: LookupOptions<T>): Lookups<T> => {
  const found = new LRUCache<string, T>({
    maxSize: options.maxBytes,
    sizeCalculation: (value, key) => options.sizeOf(value) + key.length + 100,
  })
  const misses = new LRUCache<string, true>({ max: MAX_MISSES, ttl: MISS_TTL_MS })
  const flights = new Map<string, Flight<T>>()

  const recall: Lookups<T>['recall'] = (key) => {
    if (!options.isTrusted()) return undefined
    return found.get(key) ?? (misses.has(key) ? null : undefined)
  }
  const abandon = (key: string): void => {
    const flight = flights.get(key)
    if (flight === undefined) return
    flight.isForgotten = true
    flights.delete(key)
  }
  const land = (key: string, flight: Flight<T>, value: T | null): void => {
    if (flight.isForgotten) return
    flights.delete(key)
    if (value === null) misses.set(key, true)
    else found.set(key, value)
  }
  const depart = (key: string): Promise<T | null> => {
    abandon(key)
    const flight: Flight<T> = { answer: options.ask(key), isForgotten: false }
    flights.set(key, flight)
    flight.answer.then(
      (value) => land(key, flight, value),
      () => {
        if (!flight.isForgotten) flights.delete(key)
      },
    )
    return flight.answer
  }

  return {
    recall,
    find: (key) => {
      const remembered = recall(key)
      if (remembered !== undefined) return Promise.resolve(remembered)
      // Without trust nobody would hear that the answer under way has grown old: then each asks for himself.
      const flight = options.isTrusted() ? flights.get(key) : undefined
      return flight?.answer ?? depart(key)
    },
    forget: (key) => {
      found.delete(key)
      misses.delete(key)
      abandon(key)
    },
    forgetWhere: (isMeant) => {
      for (const [key, value] of [...found.entries()]) if (isMeant(value)) found.delete(key)
      for (const key of [...flights.keys()]) abandon(key)
    },
    forgetAll: () => {
      found.clear()
      misses.clear()
      for (const key of [...flights.keys()]) abandon(key)
    },
  }
}
