import type { Context } from '#server/kernel/context.ts'
import { normalizeEmail } from '#shared/normalize-email.ts'
import { type AccountRow, findAccountByEmail as find } from './account-queries.ts'

/** The account of an e-mail, in whatever form it is written; undefined where there is none. */
export const findAccountByEmail = (
  ctx: Pick<Context, 'tx'>,
  email: string,
): Promise<AccountRow | undefined> => find(ctx.tx, normalizeEmail(email))
