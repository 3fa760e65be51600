/** Enough for the compiler to see what process.nextTick is called with. */
const TICKS = 20_000

/**
 * Calls process.nextTick often, once, as the process starts. node:http calls it eight times for a request. Compiled after
 * the few calls of the start alone, it stays slow (Node 20): 3 µs of each redirect, 8 % of them; see docs/decisions/0008.
 */
export const warmUpTicks = (): void => {
  let ticks = 0
  const next = (): void => {
    ticks += 1
    if (ticks < TICKS) process.nextTick(next)
  }
  process.nextTick(next)
}
