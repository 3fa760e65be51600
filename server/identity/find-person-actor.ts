import type { Actor, Context } from '#server/kernel/context.ts'
import { isPermission, type Permission } from '#shared/permissions.ts'
import { findAccountById, toPersonRow } from './account-queries.ts'
import { personActor } from './person-actor.ts'

/**
 * A person as the actor of a job that they started, as they are now; undefined for a deleted account.
 * `scopes`: what the key through which they started it may do at most; null without one.
 */
export const findPersonActor = async (
  ctx: Pick<Context, 'tx'>,
  userId: string,
  scopes: readonly string[] | null,
): Promise<Actor | undefined> => {
  const row = await findAccountById(ctx.tx, userId)
  if (row === undefined) return undefined
  const allowed: ReadonlySet<Permission> | null =
    scopes === null ? null : new Set(scopes.filter(isPermission))
  return personActor(toPersonRow(row), { scopes: allowed })
}
