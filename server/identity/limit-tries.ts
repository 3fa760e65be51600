import { DomainError } from '#server/kernel/errors.ts'
import type { Runtime } from '#server/kernel/runtime.ts'

export interface TryLimit {
  max: number
  windowSeconds: number
}

interface Tries {
  count: number
  until: number
}

const MAX_REMEMBERED = 50_000
const ROOM = 40_000
const remembered = new WeakMap<Runtime, Map<string, Tries>>()

const triesOf = (runtime: Runtime): Map<string, Tries> => {
  const known = remembered.get(runtime)
  if (known !== undefined) return known
  const made = new Map<string, Tries>()
  remembered.set(runtime, made)
  return made
}

const prune = (tries: Map<string, Tries>, now: number): void => {
  if (tries.size < MAX_REMEMBERED) return
  for (const [key, { until }] of tries) if (until <= now) tries.delete(key)
  // Still full: the oldest go, so that a flood of names can't fill the memory.
  for (const key of tries.keys()) {
    if (tries.size < ROOM) break
    tries.delete(key)
  }
}

/** Throws 429 `too_many_attempts` where a key has used up its tries. Counted per process. */
export const refuseTooManyTries = (runtime: Runtime, key: string, { max }: TryLimit): void => {
  const now = runtime.clock().getTime()
  const tries = triesOf(runtime).get(key)
  if (tries === undefined || tries.until <= now || tries.count < max) return
  const seconds = Math.ceil((tries.until - now) / 1000)
  throw new DomainError(429, 'too_many_attempts', `Too many attempts; try again in ${seconds} seconds.`, {
    retry_after_seconds: seconds,
  })
}

/** Counts one try against a key; true for the first of its window. */
export const countTry = (runtime: Runtime, key: string, { windowSeconds }: TryLimit): boolean => {
  const now = runtime.clock().getTime()
  const tries = triesOf(runtime)
  const known = tries.get(key)
  if (known !== undefined && known.until > now) {
    known.count += 1
    return false
  }
  prune(tries, now)
  tries.set(key, { count: 1, until: now + windowSeconds * 1000 })
  return true
}

/** Forgets the tries of a key, after a success. */
export const forgetTries = (runtime: Runtime, key: string): void => {
  triesOf(runtime).delete(key)
}
