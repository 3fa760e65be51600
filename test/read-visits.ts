import { drainVisits } from '#server/visits/drain-visits.ts'
import type { World } from './world.ts'

/** Clicks of a link as they were written, oldest first. */
export const readVisitsOf = async (world: Pick<World, 'runtime'>, linkId: string) => {
  await drainVisits(world.runtime)
  return world.runtime.ownerDatabase.kysely
    .selectFrom('clicks')
    .selectAll()
    .where('link_id', '=', linkId)
    .orderBy('id')
    .execute()
}
