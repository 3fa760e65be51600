import type { Database } from '#server/kernel/database/database.ts'

/** Lets one visit of a link through, if its limit allows one more: exact, whoever asks at once. */
export const takeVisitRow = async (
  database: Database,
  organizationId: string,
  linkId: string,
  limit: number,
): Promise<boolean> => {
  const { rows } = await database.pool.query<{ is_taken: boolean }>({
    name: 'take_visit',
    text: 'select take_visit($1, $2, $3) as is_taken',
    values: [organizationId, linkId, limit],
  })
  return rows[0]?.is_taken === true
}
