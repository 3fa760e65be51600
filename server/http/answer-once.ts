import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Context } from '#server/kernel/context.ts'
import { conflict, DomainError, invalid } from '#server/kernel/errors.ts'
import type { Exchange } from './answer-request.ts'
import { claimIdempotencyKey, keepAnswer, readIdempotencyKey } from './idempotency-queries.ts'

const KEY = /^[\x21-\x7e]{1,255}$/

/**
 * Runs the act, or, for a repeated `Idempotency-Key` of the same caller, answers what it answered then
 * (draft-ietf-httpapi-idempotency-key-header). The key is claimed in the act's own transaction: two at the same time
 * wait for each other, and a failed act leaves the key free. Answers are sealed: they may hold a secret shown once.
 */
export const answerOnce = async (
  ctx: Context,
  exchange: Exchange,
  act: () => Promise<unknown>,
): Promise<unknown> => {
  const header = exchange.request.headers['idempotency-key']
  if (exchange.contract.idempotent !== true || header === undefined) return act()
  if (typeof header !== 'string' || !KEY.test(header)) {
    throw invalid('Idempotency-Key', 'must be 1 to 255 visible ASCII characters')
  }
  const claim = {
    actorKey: `${ctx.actor.kind}:${ctx.actor.id ?? ''}`,
    key: header,
    route: `${exchange.contract.method} ${exchange.request.url.slice(0, 1000)}`,
    requestHash: createHash('sha256')
      .update(canonicalize(exchange.request.body) ?? '')
      .digest('hex'),
  }
  if (await claimIdempotencyKey(ctx.tx, claim, ctx.now)) {
    const answer = await act()
    await keepAnswer(ctx.tx, claim, await ctx.runtime.secrets.seal(JSON.stringify(answer)))
    return answer
  }
  const kept = await readIdempotencyKey(ctx.tx, claim)
  if (kept === null || kept.sealedAnswer === null)
    throw conflict('idempotency_key_busy', 'A request with this Idempotency-Key is under way.')
  if (kept.route !== claim.route || kept.requestHash !== claim.requestHash) {
    throw new DomainError(422, 'idempotency_key_reused', 'This Idempotency-Key was used for another request.')
  }
  exchange.reply.header('idempotency-replayed', 'true')
  return JSON.parse(await ctx.runtime.secrets.unseal(kept.sealedAnswer)) as unknown
}
