import { inTransaction } from '#server/kernel/database/database.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { takeDueDomains } from './check-queries.ts'
import { nextHourlyAt } from './check-schedule.ts'

const AT_ONCE = 500

/** Job: has every domain checked whose time has come, by jobs of their own. */
export const recheckDomains = async (runtime: Runtime): Promise<void> => {
  let taken: number
  do {
    taken = await inTransaction(runtime.ownerDatabase, async (tx) => {
      const now = runtime.clock()
      const due = await takeDueDomains(tx, now, nextHourlyAt(now), AT_ONCE)
      for (const { organization_id, id } of due)
        await runtime.queue.send({ tx }, 'check_domain', { organization_id, domain_id: id })
      return due.length
    })
  } while (taken === AT_ONCE)
}
