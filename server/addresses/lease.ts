/** How old the last proof may be. With the time that an answer takes to leave, less than a second. */
const LEASE_MS = 800

/** Whether this node hears of changes: what it remembers may be used only while that was proved a moment ago. */
export interface Lease {
  /** Everything that had changed before `at` (milliseconds of performance.now) has been heard. */
  prove(at: number): void
  /** Nothing more is heard. */
  end(): void
  isLive(): boolean
}

/** A lease that nothing has proved yet. By the monotonic clock: one that is set must not lengthen it. */
export const openLease = (): Lease => {
  let provedAt = Number.NEGATIVE_INFINITY
  return {
    prove: (at) => {
      if (at > provedAt) provedAt = at
    },
    end: () => {
      provedAt = Number.NEGATIVE_INFINITY
    },
    isLive: () => performance.now() - provedAt < LEASE_MS,
  }
}
