import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { RouteInput, RouteResponse } from '#shared/contract/route.ts'
import type { listDeliveries as contract, webhookDelivery } from '#shared/contract/webhooks.ts'
import { type DeliveryRow, findDeliveryRow, listDeliveryRows } from './delivery-queries.ts'
import { enqueueDeliveries } from './publish-event.ts'
import { findWebhook, refuseDisabled } from './webhook-rules.ts'

type Delivery = z.output<typeof webhookDelivery>

const presentDelivery = ({ body, ...row }: DeliveryRow): Delivery => ({
  ...row,
  next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
  payload: JSON.parse(body) as Record<string, unknown>,
  created_at: row.created_at.toISOString(),
  finished_at: row.finished_at?.toISOString() ?? null,
})

const findDelivery = async (
  ctx: OrganizationContext,
  webhookId: string,
  id: string,
): Promise<DeliveryRow> => {
  const row = await findDeliveryRow(ctx.tx, ctx.organization.id, webhookId, id)
  if (row === undefined) throw notFound('delivery')
  return row
}

/** A page of a webhook's delivery log, newest first. @throws 404, 403 without `webhooks.read`. */
export const listDeliveries = async (
  ctx: OrganizationContext,
  webhookId: string,
  query: RouteInput<typeof contract>['query'],
): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'webhooks.read')
  await findWebhook(ctx, 'webhooks', webhookId)
  const { status, type, page, limit } = query
  const { rows, total } = await listDeliveryRows(ctx.tx, ctx.organization.id, webhookId, {
    status,
    type,
    page,
    limit,
  })
  return { data: rows.map(presentDelivery), page, limit, total }
}

/**
 * Sends an event again: a new delivery with the same event id, by which receivers know it.
 * @throws 404, 403 `permission_denied`, 409 `webhook_disabled`.
 */
export const replayDelivery = async (
  ctx: OrganizationContext,
  webhookId: string,
  deliveryId: string,
): Promise<Delivery> => {
  authorize(ctx, 'webhooks.update')
  await lockOrganization(ctx)
  authorize(ctx, 'webhooks.update')
  const webhook = await findWebhook(ctx, 'webhooks', webhookId)
  const delivery = await findDelivery(ctx, webhookId, deliveryId)
  refuseDisabled(webhook)
  const id = newId('dlv')
  await enqueueDeliveries(ctx, [{ id, webhookId, eventId: delivery.event_id, isReplay: true }])
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'webhook.replayed',
    targets: [{ type: 'webhook', id: webhookId, name: webhook.name }],
    changes: { event: { before: null, after: `${delivery.event_type} ${delivery.event_id}` } },
  })
  return presentDelivery(await findDelivery(ctx, webhookId, id))
}
