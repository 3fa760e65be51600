import type { Actor, Context, OrganizationInfo } from '#server/kernel/context.ts'
import { newId } from '#server/kernel/ids.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'
import {
  insertDeliveries,
  insertEvents,
  listListeners,
  type NewDelivery,
  type NewEvent,
} from './event-queries.ts'

/** What publishing needs of a context: upkeep without an actor publishes as well. */
export type EventContext = Pick<Context, 'runtime' | 'tx' | 'now'> & {
  organization: Pick<OrganizationInfo, 'id'>
  actor?: Actor
}

/** What happened, by name: `{ link }`, `{ member }`, `{ link, click }`. Goes to receivers as it is given here. */
export type EventData = Record<string, unknown>

const EVENTS_AT_ONCE = 1000

/** Who did it, without what receivers need not know of them; null where nobody in particular did. */
const nameActor = (actor: Actor | undefined): EventData =>
  actor === undefined || actor.kind === 'system' || actor.kind === 'stranger'
    ? {}
    : { actor: { kind: actor.kind, id: actor.id, name: actor.name } }

/** One event for each of `many`, one delivery of each for each listener, one job for each delivery. */
const writeEvents = async (
  ctx: EventContext,
  type: WebhookEventType,
  many: readonly EventData[],
  webhookIds: readonly string[],
): Promise<void> => {
  const by = nameActor(ctx.actor)
  const timestamp = ctx.now.toISOString()
  const events: NewEvent[] = many.map((data) => ({
    id: newId('evt'),
    type,
    body: JSON.stringify({ type, timestamp, data: { ...data, ...by } }),
  }))
  await insertEvents(ctx.tx, ctx.organization.id, events, ctx.now)
  const deliveries = events.flatMap((event) =>
    webhookIds.map((webhookId) => ({ id: newId('dlv'), webhookId, eventId: event.id })),
  )
  await enqueueDeliveries(ctx, deliveries)
}

/** Writes deliveries of events that are stored, and a job for each, on the caller's transaction. */
export const enqueueDeliveries = async (
  ctx: EventContext,
  deliveries: readonly NewDelivery[],
): Promise<void> => {
  const organizationId = ctx.organization.id
  await insertDeliveries(ctx.tx, organizationId, deliveries, ctx.now)
  await ctx.runtime.queue.sendMany(
    ctx,
    'deliver_webhook',
    deliveries.map(({ id }) => ({ organization_id: organizationId, delivery_id: id, attempt: 0 })),
  )
}

/** One event to one webhook, whatever it listens to: for examples. */
export const sendTo = (
  ctx: EventContext,
  webhookId: string,
  type: WebhookEventType,
  data: EventData,
): Promise<void> => writeEvents(ctx, type, [data], [webhookId])

/**
 * Tells every webhook and channel that listens, in the caller's transaction and with it: nothing is sent before it
 * commits, and nothing is written when nobody listens. Set-based: a few statements for each thousand.
 */
export const publishEvents = async (
  ctx: EventContext,
  type: WebhookEventType,
  many: readonly EventData[],
): Promise<void> => {
  if (many.length === 0) return
  const webhookIds = await listListeners(ctx.tx, ctx.organization.id, type)
  if (webhookIds.length === 0) return
  for (let start = 0; start < many.length; start += EVENTS_AT_ONCE)
    await writeEvents(ctx, type, many.slice(start, start + EVENTS_AT_ONCE), webhookIds)
}

/** As `publishEvents`, for one. */
export const publishEvent = (ctx: EventContext, type: WebhookEventType, data: EventData): Promise<void> =>
  publishEvents(ctx, type, [data])

/** True when somebody listens, for callers to whom the data of an event is costly to make. */
export const isHeard = async (ctx: EventContext, type: WebhookEventType): Promise<boolean> =>
  (await listListeners(ctx.tx, ctx.organization.id, type)).length > 0
