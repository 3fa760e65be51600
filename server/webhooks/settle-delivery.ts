import type { OrganizationContext } from '#server/kernel/context.ts'
import type { AttemptOutcome } from './attempt-delivery.ts'
import { type DueDelivery, lockWebhook, noteFailure, noteSuccess, writeAttempt } from './attempt-queries.ts'
import { pauseAfter } from './retry-schedule.ts'
import { switchOffWebhook } from './switch-off-webhook.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const PATIENCE_MS = 5 * DAY_MS
const MIN_FAILURES = 20

/** Why the webhook is to be switched off after this failure, if it is. */
const whySwitchOff = async (
  ctx: OrganizationContext,
  due: DueDelivery,
  isGone: boolean,
): Promise<string | null> => {
  const failing = await noteFailure(ctx.tx, ctx.organization.id, due.webhook_id, ctx.now)
  if (isGone) return 'The receiver answered that it is gone (410).'
  if (failing === undefined) return null
  const failingMs = ctx.now.getTime() - failing.failing_since.getTime()
  return failingMs >= PATIENCE_MS && failing.failure_count >= MIN_FAILURES
    ? 'Every attempt has failed for five days.'
    : null
}

/** Writes how an attempt ended: arrived, to be tried again by a job for later, or given up. */
export const settleDelivery = async (
  ctx: OrganizationContext,
  due: DueDelivery,
  outcome: AttemptOutcome,
): Promise<void> => {
  const { id, attempts } = due
  const pause =
    outcome.isDelivered || outcome.isGone ? null : pauseAfter(attempts + 1, outcome.retryAfter, ctx.now)
  const isOver = pause === null
  if (outcome.isDelivered) await noteSuccess(ctx.tx, ctx.organization.id, due.webhook_id)
  else await lockWebhook(ctx.tx, ctx.organization.id, due.webhook_id)
  const isWritten = await writeAttempt(ctx.tx, ctx.organization.id, id, attempts, {
    status: outcome.isDelivered ? 'delivered' : isOver ? 'failed' : 'pending',
    next_attempt_at: isOver ? null : new Date(ctx.now.getTime() + pause * 1000),
    response_status: outcome.responseStatus,
    response_body: outcome.responseBody,
    problem: outcome.problem,
    duration_ms: outcome.durationMs,
    finished_at: isOver ? ctx.now : null,
  })
  if (!isWritten || outcome.isDelivered) return
  if (!isOver) {
    await ctx.runtime.queue.send(
      ctx,
      'deliver_webhook',
      { organization_id: ctx.organization.id, delivery_id: id, attempt: attempts + 1 },
      { startAfter: pause },
    )
  }
  const reason = await whySwitchOff(ctx, due, outcome.isGone)
  if (reason !== null) await switchOffWebhook(ctx, due, reason)
}
