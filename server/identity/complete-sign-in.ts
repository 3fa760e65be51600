import type { Context } from '#server/kernel/context.ts'
import { type AccountRow, findAccountById, toPersonRow } from './account-queries.ts'
import { countTry } from './limit-tries.ts'
import { personActor } from './person-actor.ts'
import { recordAccountAudit } from './record-account-audit.ts'
import { presentSignedIn, type SignedIn } from './session-answer.ts'

const RECORDED = { max: 1, windowSeconds: 60 }

/** Last step of every way of signing in: the context acts as the person, who has a personal workspace; audited. */
export const completeSignIn = async (ctx: Context, userId: string, token: string): Promise<SignedIn> => {
  const account = await findAccountById(ctx.tx, userId)
  if (account === undefined) throw new Error('A session was made for an account that does not exist.')
  ctx.actor = personActor(toPersonRow(account))
  await recordAccountAudit(ctx, account, 'account.signed_in')
  return presentSignedIn(ctx.runtime, token, account)
}

/** Records a failed sign-in of an account that exists, once a minute at most: the log is its owner's, not a flooder's. */
export const recordFailedSignIn = async (ctx: Context, account: AccountRow | undefined): Promise<void> => {
  if (account === undefined) return
  if (!countTry(ctx.runtime, `failed-sign-in-recorded ${account.id}`, RECORDED)) return
  await recordAccountAudit(ctx, account, 'account.sign_in_failed', {
    outcome: 'refused',
    targets: [{ type: 'account', id: account.id, name: account.email }],
  })
}
