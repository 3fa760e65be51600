import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { newId } from '#server/kernel/ids.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { createWebhook as createContract } from '#shared/contract/webhooks.ts'
import { changeWebhook, type WebhookInput } from './change-webhook.ts'
import { type PresentedWebhook, presentWebhook } from './present-webhook.ts'
import { newWebhookSecret } from './sign-message.ts'
import { urlHint } from './url-hint.ts'
import { deleteWebhookRow, insertWebhook, rotateSecretRow } from './webhook-queries.ts'
import { admitWebhook, findWebhook, targetOf } from './webhook-rules.ts'

type WithSecret = PresentedWebhook & { secret: string }

const ROTATION_MS = 24 * 60 * 60 * 1000

/**
 * Creates a webhook; its secret is answered this once.
 * @throws 403 `permission_denied`, for its events too; 400 on a private address; 409 `too_many_webhooks`.
 */
export const createWebhook = async (
  ctx: OrganizationContext,
  input: z.output<typeof createContract.body>,
): Promise<WithSecret> => {
  authorize(ctx, 'webhooks.create')
  await lockOrganization(ctx)
  authorize(ctx, 'webhooks.create')
  const events = await admitWebhook(ctx, input)
  const secret = newWebhookSecret()
  const id = newId('hook')
  await insertWebhook(ctx.tx, {
    organization_id: ctx.organization.id,
    id,
    name: input.name,
    format: 'standard',
    url: input.url,
    url_hint: urlHint(input.url),
    events,
    sealed_secret: await ctx.runtime.secrets.seal(secret),
    created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    created_at: ctx.now,
  })
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'webhook.created',
    targets: [targetOf('webhooks', { id, name: input.name })],
    changes: {
      url: { before: null, after: urlHint(input.url) },
      events: { before: null, after: events },
    },
  })
  return { ...presentWebhook(ctx, await findWebhook(ctx, 'webhooks', id)), secret }
}

/** Changes a webhook, or switches it on or off. @throws 404, 403 `permission_denied`, 400 on a private address. */
export const updateWebhook = async (
  ctx: OrganizationContext,
  id: string,
  input: WebhookInput,
): Promise<PresentedWebhook> => {
  authorize(ctx, 'webhooks.update')
  await lockOrganization(ctx)
  authorize(ctx, 'webhooks.update')
  return presentWebhook(ctx, await changeWebhook(ctx, 'webhooks', id, input))
}

/** Deletes a webhook with its delivery log; what waits is not sent. @throws 404, 403 `permission_denied`. */
export const deleteWebhook = async (ctx: OrganizationContext, id: string): Promise<{ message: string }> => {
  authorize(ctx, 'webhooks.delete')
  await lockOrganization(ctx)
  authorize(ctx, 'webhooks.delete')
  const row = await findWebhook(ctx, 'webhooks', id)
  await deleteWebhookRow(ctx.tx, ctx.organization.id, id)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'webhook.deleted',
    targets: [targetOf('webhooks', row)],
    changes: { url: { before: row.url_hint, after: null } },
  })
  return { message: `The webhook ${row.name} was deleted.` }
}

/** Makes a new secret, answered this once; for 24 hours both sign. @throws 404, 403 `permission_denied`. */
export const rotateWebhookSecret = async (ctx: OrganizationContext, id: string): Promise<WithSecret> => {
  authorize(ctx, 'webhooks.update')
  await lockOrganization(ctx)
  authorize(ctx, 'webhooks.update')
  const row = await findWebhook(ctx, 'webhooks', id)
  const secret = newWebhookSecret()
  await rotateSecretRow(ctx.tx, ctx.organization.id, id, {
    sealedSecret: await ctx.runtime.secrets.seal(secret),
    previousUntil: new Date(ctx.now.getTime() + ROTATION_MS),
    now: ctx.now,
  })
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'webhook.secret_rotated',
    targets: [targetOf('webhooks', row)],
  })
  return { ...presentWebhook(ctx, await findWebhook(ctx, 'webhooks', id)), secret }
}
