import type { Context } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { createOrganization } from '#server/organizations/create-organization.ts'
import { lockInstance, noteSetUp, readIsSetUp } from './account-queries.ts'
import { createAccount, type NewAccount } from './create-account.ts'
import { requirePerson } from './require-session.ts'
import type { SessionAnswer } from './session-answer.ts'

/** Whether this installation still waits for its first account. */
export const isSetUpNeeded = async (ctx: Pick<Context, 'tx'>): Promise<boolean> =>
  !(await readIsSetUp(ctx.tx))

/**
 * Makes the first account, which operates the installation, and its organization. Works once: the instance's row is
 * locked, so of two at the same time one waits and is refused.
 * @throws 409 `already_set_up`
 */
export const setUp = async (
  ctx: Context,
  input: NewAccount & { organization_name: string },
): Promise<SessionAnswer<{ token: string; organization: { id: string; name: string; slug: string } }>> => {
  const { isSetUp } = await lockInstance(ctx.tx)
  if (isSetUp) throw conflict('already_set_up', 'This installation was set up already; sign in.')
  const { organization_name, ...account } = input
  const { answer, cookies } = await createAccount(ctx, { ...account, isVerified: true, isOperator: true })
  if (answer.token === null) throw new Error('The first account has no session.')
  await noteSetUp(ctx.tx, ctx.now)
  const { id, name, slug } = await createOrganization(requirePerson(ctx), { name: organization_name })
  return { answer: { token: answer.token, organization: { id, name, slug } }, cookies }
}
