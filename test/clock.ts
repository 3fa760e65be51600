/** A clock that tests move; it starts at the real time and runs on. */
export interface TestClock {
  now: () => Date
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void
}

const SECOND = 1000

export const createClock = (): TestClock => {
  let offset = 0
  return {
    now: () => new Date(Date.now() + offset),
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      offset += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * SECOND
    },
  }
}
