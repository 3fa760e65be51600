import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'
import { WEBHOOK_EXAMPLES } from '#shared/webhook-examples.ts'
import { sendTo } from './publish-event.ts'
import type { WebhookFamily } from './webhook-queries.ts'
import { findWebhook, refuseDisabled, targetOf } from './webhook-rules.ts'

const ACTIONS = { webhooks: 'webhook.tested', channels: 'integration.tested' } as const

/** Call under the organization's lock. */
const sendExample = async (
  ctx: OrganizationContext,
  family: WebhookFamily,
  id: string,
  type: WebhookEventType,
): Promise<{ message: string }> => {
  const row = await findWebhook(ctx, family, id)
  refuseDisabled(row)
  await sendTo(ctx, id, type, { ...WEBHOOK_EXAMPLES[type], is_example: true })
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: ACTIONS[family],
    targets: [targetOf(family, row)],
    changes: { event: { before: null, after: type } },
  })
  return { message: `An example of ${type} is on its way to ${row.name}.` }
}

/** Sends an example to one webhook, whatever it listens to. @throws 404, 403, 409 `webhook_disabled`. */
export const sendTestEvent = async (
  ctx: OrganizationContext,
  id: string,
  type: WebhookEventType,
): Promise<{ message: string }> => {
  authorize(ctx, 'webhooks.update')
  await lockOrganization(ctx)
  authorize(ctx, 'webhooks.update')
  return sendExample(ctx, 'webhooks', id, type)
}

/** Posts an example to one channel. @throws 404, 403, 409 `webhook_disabled`. */
export const testIntegration = async (
  ctx: OrganizationContext,
  id: string,
  type: WebhookEventType,
): Promise<{ message: string }> => {
  authorize(ctx, 'integrations.manage')
  await lockOrganization(ctx)
  authorize(ctx, 'integrations.manage')
  return sendExample(ctx, 'channels', id, type)
}
