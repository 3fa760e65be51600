import type { Runtime } from '#server/kernel/runtime.ts'
import { recorderOf } from './click-recorder.ts'

/** Writes every click that was taken and waits for it; for the end of the process and for tests. */
export const drainVisits = (runtime: Runtime): Promise<void> => recorderOf(runtime).drain()
