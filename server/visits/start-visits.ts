import type { Runtime } from '#server/kernel/runtime.ts'
import { recorderOf } from './click-recorder.ts'
import { keepClickPartitions } from './keep-click-partitions.ts'
import { locateIp } from './locate-ip.ts'

/** An address for documentation (RFC 5737), to open the file of places with. */
const NOWHERE = '192.0.2.1'

/**
 * Before the first visitor is answered: loads what the first click would otherwise wait for, and
 * writes the clicks that a process before was killed with.
 */
export const startVisits = async (runtime: Runtime): Promise<void> => {
  locateIp(runtime, NOWHERE)
  await keepClickPartitions(runtime)
  await recorderOf(runtime).open()
}
