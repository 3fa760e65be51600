import type { AccountContext, Context } from '#server/kernel/context.ts'
import { forbidden, unauthenticated } from '#server/kernel/errors.ts'

/** The context as a signed-in person's. @throws 401 `unauthenticated` */
export const requirePerson = (ctx: Context): AccountContext => {
  const { kind, id, email } = ctx.actor
  if (kind !== 'person' || id === null || email === null) throw unauthenticated()
  // The context itself, not a copy: what the caller records and queues must stay in one place.
  return ctx as AccountContext
}

/** Guards what only the person may change, never a key of theirs. @throws 403 `session_required` */
export const requireSession = (ctx: Context): void => {
  if (ctx.actor.sessionId === null)
    throw forbidden('session_required', 'Sign in for this; an API key cannot change how you sign in.')
}

/** Guards what a key may do only with all of its person's rights. @throws 403 `unscoped_key_required` */
export const refuseScopedKey = (ctx: Context): void => {
  if (ctx.actor.scopes !== null)
    throw forbidden(
      'unscoped_key_required',
      'This key is limited to its scopes; sign in, or use one without.',
    )
}
