import { recordAudit } from '#server/audit/record-audit.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import { listOwnersAnd } from '#server/organizations/list-owners-and.ts'
import { type DueDelivery, switchOff } from './attempt-queries.ts'
import { stopDeliveries } from './delivery-queries.ts'

const pageOf = (ctx: OrganizationContext, due: DueDelivery): string => {
  const settings = `${ctx.runtime.config.publicUrl}/dashboard/${ctx.organization.slug}/settings`
  return due.format === 'standard' ? `${settings}/webhooks/${due.webhook_id}` : `${settings}/integrations`
}

/**
 * Switches a webhook or channel off that does not work any more, gives up what waits for it, and mails whoever made it
 * and the owners. Does nothing where it was off already.
 */
export const switchOffWebhook = async (
  ctx: OrganizationContext,
  due: DueDelivery,
  reason: string,
): Promise<void> => {
  const organizationId = ctx.organization.id
  if (!(await switchOff(ctx.tx, organizationId, due.webhook_id, reason, ctx.now))) return
  await stopDeliveries(ctx.tx, organizationId, due.webhook_id, 'It was switched off.', ctx.now)
  const isChannel = due.format !== 'standard'
  recordAudit(ctx, {
    organizationId,
    action: isChannel ? 'integration.disabled' : 'webhook.disabled',
    targets: [{ type: isChannel ? 'integration' : 'webhook', id: due.webhook_id, name: due.webhook_name }],
    changes: { is_enabled: { before: true, after: false }, reason: { before: null, after: reason } },
  })
  for (const person of await listOwnersAnd(ctx, due.created_by)) {
    await sendMail(ctx, {
      to: person.email,
      template: 'webhook_disabled',
      data: {
        organization: ctx.organization.name,
        webhook: due.webhook_name,
        is_channel: isChannel,
        reason,
        url: pageOf(ctx, due),
      },
    })
  }
}
