import type { Context } from '#server/kernel/context.ts'
import { createPersonalWorkspace } from '#server/organizations/create-personal-workspace.ts'
import { findAccountById, lockEmail, toPersonRow, updateAccount } from './account-queries.ts'
import { callAuth } from './call-auth.ts'
import { personActor } from './person-actor.ts'
import { recordAccountAudit } from './record-account-audit.ts'
import { presentSignedIn, type SignedIn } from './session-answer.ts'

export interface NewAccount {
  name: string
  email: string
  password: string
}

export interface CreatedAccount {
  user: { id: string; name: string; email: string }
  answer: SignedIn
  /** Set-Cookie headers that sign the person in. */
  cookies: string[]
}

/**
 * Makes an account with its personal workspace and a session; from here on the context acts as that person.
 * `isVerified`: the address was proved already, as by an invitation's link.
 * @throws 409 `email_taken`: an existing account is never touched.
 */
export const createAccount = async (
  ctx: Context,
  input: NewAccount & { isVerified: boolean; isOperator?: boolean },
): Promise<CreatedAccount> => {
  const { name, email, password, isVerified, isOperator = false } = input
  await lockEmail(ctx.tx, email)
  const { response, cookies } = await callAuth(ctx, {
    cookie: null,
    sees: [],
    act: (api, headers) => api.signUpEmail({ body: { name, email, password }, headers, returnHeaders: true }),
  })
  const { id } = response.user
  if (isVerified || isOperator)
    await updateAccount(ctx.tx, id, { email_verified: isVerified, is_operator: isOperator }, ctx.now)
  const account = await findAccountById(ctx.tx, id)
  if (account === undefined || response.token === null) throw new Error('The account was not made.')
  ctx.actor = personActor(toPersonRow(account))
  await createPersonalWorkspace(ctx, account)
  await recordAccountAudit(ctx, account, 'account.created')
  const user = { id, name: account.name, email: account.email }
  return { user, answer: presentSignedIn(ctx.runtime, response.token, user), cookies }
}
