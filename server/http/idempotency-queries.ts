import type { Database, Transaction } from '#server/kernel/database/database.ts'

export interface IdempotencyClaim {
  actorKey: string
  key: string
  route: string
  requestHash: string
}

/** True when the key was free; waits for another transaction that is claiming the same. */
export const claimIdempotencyKey = async (
  tx: Transaction,
  claim: IdempotencyClaim,
  now: Date,
): Promise<boolean> => {
  const inserted = await tx
    .insertInto('idempotency_keys')
    .values({
      actor_key: claim.actorKey,
      key: claim.key,
      route: claim.route,
      request_hash: claim.requestHash,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Keeps the sealed answer beside its key. */
export const keepAnswer = async (
  tx: Transaction,
  claim: IdempotencyClaim,
  sealedAnswer: string,
): Promise<void> => {
  await tx
    .updateTable('idempotency_keys')
    .set({ sealed_response: sealedAnswer })
    .where('actor_key', '=', claim.actorKey)
    .where('key', '=', claim.key)
    .execute()
}

/** What was kept for the key, or null. */
export const readIdempotencyKey = async (
  tx: Transaction,
  claim: IdempotencyClaim,
): Promise<{ route: string; requestHash: string; sealedAnswer: string | null } | null> => {
  const row = await tx
    .selectFrom('idempotency_keys')
    .select(['route', 'request_hash', 'sealed_response'])
    .where('actor_key', '=', claim.actorKey)
    .where('key', '=', claim.key)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { route: row.route, requestHash: row.request_hash, sealedAnswer: row.sealed_response }
}

/** Forgets keys claimed before the given time. */
export const deleteIdempotencyKeys = async (database: Database, before: Date): Promise<void> => {
  await database.kysely.deleteFrom('idempotency_keys').where('created_at', '<', before).execute()
}
