import type { AccountContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import type { listSessions as contract } from '#shared/contract/account.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { recordAccountAudit } from './record-account-audit.ts'
import { refuseScopedKey, requireSession } from './require-session.ts'
import { deleteSession, deleteSessionsOf, listSessionsOf } from './session-queries.ts'

/** The person's sessions, the last used first. */
export const listSessions = async (ctx: AccountContext): Promise<RouteResponse<typeof contract>> => {
  refuseScopedKey(ctx)
  const rows = await listSessionsOf(ctx.tx, ctx.actor.id, ctx.now)
  return {
    data: rows.map((row) => ({
      id: row.id,
      created_at: row.created_at.toISOString(),
      last_active_at: row.updated_at.toISOString(),
      expires_at: row.expires_at.toISOString(),
      ip: row.ip_address,
      user_agent: row.user_agent,
      is_current: row.id === ctx.actor.sessionId,
    })),
  }
}

/** Ends one session of the person; it stops working at its next request. @throws 404 */
export const endSession = async (ctx: AccountContext, input: { sessionId: string }): Promise<void> => {
  requireSession(ctx)
  if (!(await deleteSession(ctx.tx, ctx.actor.id, input.sessionId))) throw notFound('session')
  await recordAccountAudit(ctx, ctx.actor, 'account.session_ended', {
    targets: [{ type: 'session', id: input.sessionId, name: input.sessionId }],
  })
}

/** Ends all the person's sessions but this one. */
export const endOtherSessions = async (ctx: AccountContext): Promise<void> => {
  requireSession(ctx)
  const ended = await deleteSessionsOf(ctx.tx, ctx.actor.id, ctx.actor.sessionId)
  if (ended > 0) await recordAccountAudit(ctx, ctx.actor, 'account.sessions_ended')
}
