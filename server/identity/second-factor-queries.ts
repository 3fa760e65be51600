import type { Transaction } from '#server/kernel/database/database.ts'

/** The sealed secret of a person's second factor, once it was verified. */
export const findSecondFactorSecret = async (
  tx: Transaction,
  userId: string,
): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('two_factors')
    .innerJoin('users', 'users.id', 'two_factors.user_id')
    .select('two_factors.secret')
    .where('two_factors.user_id', '=', userId)
    .where('two_factors.verified', '=', true)
    .where('users.two_factor_enabled', '=', true)
    .executeTakeFirst()
  return row?.secret
}
