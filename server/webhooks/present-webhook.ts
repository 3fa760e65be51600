import type { z } from 'zod'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { integration, webhook } from '#shared/contract/webhooks.ts'
import type { WebhookRow } from './webhook-queries.ts'

export type PresentedWebhook = z.output<typeof webhook>
export type PresentedIntegration = z.output<typeof integration>

const lastDeliveryOf = (row: WebhookRow) =>
  row.last_status === null || row.last_at === null
    ? null
    : { status: row.last_status, at: row.last_at.toISOString() }

/** A webhook as the contract shows it: never with a secret. */
export const presentWebhook = (ctx: OrganizationContext, row: WebhookRow): PresentedWebhook => ({
  id: row.id,
  name: row.name,
  url: row.url,
  events: row.events,
  is_enabled: row.is_enabled,
  disabled_at: row.disabled_at?.toISOString() ?? null,
  disabled_reason: row.disabled_reason,
  failing_since: row.failing_since?.toISOString() ?? null,
  previous_secret_until:
    row.previous_secret_until !== null && row.previous_secret_until > ctx.now
      ? row.previous_secret_until.toISOString()
      : null,
  last_delivery: lastDeliveryOf(row),
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  can: { update: can(ctx, 'webhooks.update'), delete: can(ctx, 'webhooks.delete') },
})

/** A channel as the contract shows it; its address is a secret, so only a hint of it. */
export const presentIntegration = (ctx: OrganizationContext, row: WebhookRow): PresentedIntegration => {
  const last = lastDeliveryOf(row)
  return {
    id: row.id,
    kind: row.format === 'discord' ? 'discord' : 'slack',
    name: row.name,
    url_hint: row.url_hint,
    events: row.events,
    is_enabled: row.is_enabled,
    disabled_reason: row.disabled_reason,
    failing_since: row.failing_since?.toISOString() ?? null,
    last_delivery: last === null ? null : { ...last, problem: row.last_problem },
    created_at: row.created_at.toISOString(),
    can: { manage: can(ctx, 'integrations.manage') },
  }
}
