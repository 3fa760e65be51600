import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'
import { WEBHOOK_EXAMPLES } from '#shared/webhook-examples.ts'
import { sendTo } from './publish-event.ts'
import { findWebhook, refuseDisabled } from './webhook-rules.ts'

const exampleOf = (type: WebhookEventType) => ({ ...WEBHOOK_EXAMPLES[type], is_example: true })

/** Sends an example to one webhook, whatever it listens to. @throws 404, 403, 409 `webhook_disabled`. */
export const sendTestEvent = async (
  ctx: OrganizationContext,
  id: string,
  type: WebhookEventType,
): Promise<{ message: string }> => {
  authorize(ctx, 'webhooks.update')
  await lockOrganization(ctx)
  authorize(ctx, 'webhooks.update')
  const row = await findWebhook(ctx, 'webhooks', id)
  refuseDisabled(row)
  await sendTo(ctx, id, type, exampleOf(type))
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'webhook.tested',
    targets: [{ type: 'webhook', id, name: row.name }],
    changes: { event: { before: null, after: type } },
  })
  return { message: `An example of ${type} is on its way to ${row.name}.` }
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
  const row = await findWebhook(ctx, 'channels', id)
  refuseDisabled(row)
  await sendTo(ctx, id, type, exampleOf(type))
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'integration.tested',
    targets: [{ type: 'integration', id, name: row.name }],
    changes: { event: { before: null, after: type } },
  })
  return { message: `An example of ${type} is on its way to ${row.name}.` }
}
