/** Keeps slow receivers from taking every place there is in this process; quick ones are not held up. */
export interface Lanes {
  /** Takes a place; null when a slow receiver has as many as it may. The place is given back with how long it took. */
  enter(id: string): ((durationMs: number) => void) | null
  /** Seconds to wait for a place: some times what the receiver last took, spread. */
  pauseFor(id: string): number
}

interface Lane {
  taken: number
  lastMs: number
}

const SLOW_MS = 1000

/** `most`: places for each receiver whose last answer took longer than a second. */
export const createLanes = (most: number): Lanes => {
  const lanes = new Map<string, Lane>()
  return {
    enter: (id) => {
      const lane = lanes.get(id) ?? { taken: 0, lastMs: 0 }
      if (lane.lastMs > SLOW_MS && lane.taken >= most) return null
      lanes.set(id, lane)
      lane.taken += 1
      return (durationMs) => {
        lane.taken -= 1
        lane.lastMs = durationMs
        // Only slow ones are remembered, and the next quick answer forgets them.
        if (lane.taken === 0 && durationMs <= SLOW_MS) lanes.delete(id)
      }
    },
    pauseFor: (id) => {
      const seconds = 1 + (lanes.get(id)?.lastMs ?? 0) / 1000
      return Math.ceil(seconds * (1 + 2 * Math.random()))
    },
  }
}
