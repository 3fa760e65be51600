import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import {
  type PresentedIntegration,
  type PresentedWebhook,
  presentIntegration,
  presentWebhook,
} from './present-webhook.ts'
import { listWebhookRows } from './webhook-queries.ts'
import { findWebhook } from './webhook-rules.ts'

/** The organization's webhooks, oldest first. @throws 403 without `webhooks.read`. */
export const listWebhooks = async (ctx: OrganizationContext): Promise<{ data: PresentedWebhook[] }> => {
  authorize(ctx, 'webhooks.read')
  const rows = await listWebhookRows(ctx.tx, ctx.organization.id, 'webhooks')
  return { data: rows.map((row) => presentWebhook(ctx, row)) }
}

/** One webhook. @throws 404, 403 without `webhooks.read`. */
export const getWebhook = async (ctx: OrganizationContext, id: string): Promise<PresentedWebhook> => {
  authorize(ctx, 'webhooks.read')
  return presentWebhook(ctx, await findWebhook(ctx, 'webhooks', id))
}

/** The connected channels, oldest first. @throws 403 without `integrations.read`. */
export const listIntegrations = async (
  ctx: OrganizationContext,
): Promise<{ data: PresentedIntegration[] }> => {
  authorize(ctx, 'integrations.read')
  const rows = await listWebhookRows(ctx.tx, ctx.organization.id, 'channels')
  return { data: rows.map((row) => presentIntegration(ctx, row)) }
}
