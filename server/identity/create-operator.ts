import type { Context } from '#server/kernel/context.ts'
import { lockInstance, noteSetUp } from './account-queries.ts'
import { createAccount, type NewAccount } from './create-account.ts'

/**
 * Makes an account that operates the installation, its e-mail taken as verified; the installation counts as set up
 * from then on. For the command line: who may run that, owns the data.
 * @throws 409 `email_taken`
 */
export const createOperator = async (
  ctx: Context,
  input: NewAccount,
): Promise<{ id: string; name: string; email: string }> => {
  await lockInstance(ctx.tx)
  const { user } = await createAccount(ctx, { ...input, isVerified: true, isOperator: true })
  await noteSetUp(ctx.tx, ctx.now)
  return user
}
