import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { newId } from '#server/kernel/ids.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type {
  connectIntegration as connectContract,
  updateIntegration as updateContract,
} from '#shared/contract/webhooks.ts'
import { changeWebhook } from './change-webhook.ts'
import { type PresentedIntegration, presentIntegration } from './present-webhook.ts'
import { urlHint } from './url-hint.ts'
import { deleteWebhookRow, insertWebhook } from './webhook-queries.ts'
import { admitWebhook, findWebhook, targetOf } from './webhook-rules.ts'

/**
 * Connects a channel by its incoming webhook, whose address is kept sealed.
 * @throws 403 `permission_denied`, for its events too; 400 on a private address; 409 `too_many_webhooks`.
 */
export const connectIntegration = async (
  ctx: OrganizationContext,
  input: z.output<typeof connectContract.body>,
): Promise<PresentedIntegration> => {
  authorize(ctx, 'integrations.manage')
  await lockOrganization(ctx)
  authorize(ctx, 'integrations.manage')
  const events = await admitWebhook(ctx, input)
  const id = newId('hook')
  await insertWebhook(ctx.tx, {
    organization_id: ctx.organization.id,
    id,
    name: input.name,
    format: input.kind,
    url: await ctx.runtime.secrets.seal(input.url),
    url_hint: urlHint(input.url),
    events,
    sealed_secret: null,
    created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    created_at: ctx.now,
  })
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'integration.connected',
    targets: [targetOf('channels', { id, name: input.name })],
    changes: {
      kind: { before: null, after: input.kind },
      url: { before: null, after: urlHint(input.url) },
      events: { before: null, after: events },
    },
  })
  return presentIntegration(ctx, await findWebhook(ctx, 'channels', id))
}

/** Changes a channel, or switches it on or off. @throws 404, 403 `permission_denied`. */
export const updateIntegration = async (
  ctx: OrganizationContext,
  id: string,
  input: z.output<typeof updateContract.body>,
): Promise<PresentedIntegration> => {
  authorize(ctx, 'integrations.manage')
  await lockOrganization(ctx)
  authorize(ctx, 'integrations.manage')
  return presentIntegration(ctx, await changeWebhook(ctx, 'channels', id, input))
}

/** Disconnects a channel; what waits is not posted. @throws 404, 403 `permission_denied`. */
export const disconnectIntegration = async (
  ctx: OrganizationContext,
  id: string,
): Promise<{ message: string }> => {
  authorize(ctx, 'integrations.manage')
  await lockOrganization(ctx)
  authorize(ctx, 'integrations.manage')
  const row = await findWebhook(ctx, 'channels', id)
  await deleteWebhookRow(ctx.tx, ctx.organization.id, id)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'integration.disconnected',
    targets: [targetOf('channels', row)],
    changes: { url: { before: row.url_hint, after: null } },
  })
  return { message: `The channel ${row.name} was disconnected.` }
}
