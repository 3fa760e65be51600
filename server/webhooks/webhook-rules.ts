import type { AuditTarget } from '#server/kernel/audit-record.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, invalid, notFound } from '#server/kernel/errors.ts'
import { WEBHOOK_EVENT_PERMISSIONS, type WebhookEventType } from '#shared/webhook-events.ts'
import { countWebhooks, findWebhookRow, type WebhookFamily, type WebhookRow } from './webhook-queries.ts'

const MOST = 50

/** What a 404 and the log call them. */
const KINDS = { webhooks: 'webhook', channels: 'integration' } as const satisfies Record<
  WebhookFamily,
  string
>

/** One of this organization's webhooks or channels. @throws 404. */
export const findWebhook = async (
  ctx: OrganizationContext,
  family: WebhookFamily,
  id: string,
): Promise<WebhookRow> => {
  const row = await findWebhookRow(ctx.tx, ctx.organization.id, family, id)
  if (row === undefined) throw notFound(KINDS[family])
  return row
}

/** For the log. */
export const targetOf = (family: WebhookFamily, row: { id: string; name: string }): AuditTarget => ({
  type: KINDS[family],
  id: row.id,
  name: row.name,
})

/** Nobody has sent elsewhere what they may not read here. @throws 403 with the permission that the event asks for. */
export const authorizeEvents = (ctx: OrganizationContext, events: readonly WebhookEventType[]): void => {
  for (const event of events) authorize(ctx, WEBHOOK_EVENT_PERMISSIONS[event])
}

/** Tells early what would fail with each delivery; names are judged when connecting. @throws 400 on `url`. */
export const refusePrivateAddress = (ctx: OrganizationContext, url: string): void => {
  if (!ctx.runtime.outbound.mayCall(new URL(url)))
    throw invalid('url', 'must not lead to a private or reserved address')
}

const keepFew = async (ctx: OrganizationContext): Promise<void> => {
  if ((await countWebhooks(ctx.tx, ctx.organization.id)) < MOST) return
  throw conflict(
    'too_many_webhooks',
    `There are ${MOST} webhooks and channels, and there can be no more: delete one first.`,
    { limit: MOST },
  )
}

/** @throws 409 `webhook_disabled`: nothing is sent to what is off. */
export const refuseDisabled = (row: WebhookRow): void => {
  if (row.is_enabled) return
  throw conflict('webhook_disabled', `${row.name} is switched off: switch it on first.`)
}

/** Each event once, in the order given. */
export const eachOnce = (events: readonly WebhookEventType[]): WebhookEventType[] => [...new Set(events)]

/**
 * What each new webhook or channel must pass; answers its events. Call under the organization's lock.
 * @throws 403 for events whose data the actor may not read, 400 on `url`, 409 `too_many_webhooks`.
 */
export const admitWebhook = async (
  ctx: OrganizationContext,
  input: { url: string; events: readonly WebhookEventType[] },
): Promise<WebhookEventType[]> => {
  const events = eachOnce(input.events)
  authorizeEvents(ctx, events)
  refusePrivateAddress(ctx, input.url)
  await keepFew(ctx)
  return events
}
