import type { Database } from '#server/kernel/database/database.ts'
import type { FoundAddress } from './found-address.ts'

/**
 * What stands under a host and slug key, in any organization. One statement without a transaction, prepared once for
 * each connection: it is all that an uncached redirect waits for.
 */
export const findAddress = async (
  database: Database,
  host: string,
  slugKey: string,
): Promise<FoundAddress | null> => {
  const { rows } = await database.pool.query<FoundAddress>({
    name: 'find_address',
    text: 'select * from find_address($1, $2)',
    values: [host, slugKey],
  })
  return rows[0] ?? null
}
