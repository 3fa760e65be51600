import type { Context } from '#server/kernel/context.ts'
import { callAuth } from './call-auth.ts'
import { recordAccountAudit } from './record-account-audit.ts'
import { deleteSession } from './session-queries.ts'

/** Set-Cookie headers that make a browser forget its session. */
export const forgetCookies = async (ctx: Context): Promise<{ cookies: string[] }> => {
  const { cookies } = await callAuth(ctx, {
    cookie: null,
    sees: [],
    act: (api, headers) => api.signOut({ headers, returnHeaders: true }),
  })
  return { cookies }
}

/** Ends the actor's session, if there is one, and the browser's cookies; signing out twice is no error. */
export const signOut = async (ctx: Context): Promise<{ cookies: string[] }> => {
  const { id, sessionId, kind, name } = ctx.actor
  if (kind === 'person' && id !== null && sessionId !== null) {
    await deleteSession(ctx.tx, id, sessionId)
    await recordAccountAudit(ctx, { id, name }, 'account.signed_out')
  }
  return forgetCookies(ctx)
}
