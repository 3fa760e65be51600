import { recordAudit } from '#server/audit/record-audit.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'
import { stopDeliveries } from './delivery-queries.ts'
import { urlHint } from './url-hint.ts'
import {
  updateWebhookRow,
  type WebhookChanges,
  type WebhookFamily,
  type WebhookRow,
} from './webhook-queries.ts'
import { authorizeEvents, eachOnce, findWebhook, refusePrivateAddress, targetOf } from './webhook-rules.ts'

/** What may be changed of a webhook or channel. */
export interface WebhookInput {
  name?: string | undefined
  url?: string | undefined
  events?: WebhookEventType[] | undefined
  is_enabled?: boolean | undefined
}

const ACTIONS = { webhooks: 'webhook.updated', channels: 'integration.updated' } as const

type Changed = Record<string, { before: unknown; after: unknown }>

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one))

/** What differs, for the log; of addresses only what may be shown of them. */
const changedFields = (row: WebhookRow, input: WebhookInput): Changed => {
  const changed: Changed = {}
  if (input.name !== undefined && input.name !== row.name)
    changed.name = { before: row.name, after: input.name }
  if (input.url !== undefined && input.url !== row.url)
    changed.url = { before: row.url_hint, after: urlHint(input.url) }
  if (input.events !== undefined && !isSameSet(input.events, row.events))
    changed.events = { before: row.events, after: input.events }
  if (input.is_enabled !== undefined && input.is_enabled !== row.is_enabled)
    changed.is_enabled = { before: row.is_enabled, after: input.is_enabled }
  return changed
}

const columnsOf = (ctx: OrganizationContext, input: WebhookInput, changed: Changed): WebhookChanges => {
  const isFresh = 'url' in changed || ('is_enabled' in changed && input.is_enabled === true)
  return {
    updated_at: ctx.now,
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.url === undefined ? {} : { url: input.url, url_hint: urlHint(input.url) }),
    ...(input.events === undefined ? {} : { events: input.events }),
    ...(isFresh ? { failing_since: null, failure_count: 0 } : {}),
    ...('is_enabled' in changed
      ? {
          is_enabled: input.is_enabled === true,
          disabled_at: input.is_enabled === true ? null : ctx.now,
          disabled_reason: null,
        }
      : {}),
  }
}

/** Writes what differs and answers it. */
const writeChanges = async (
  ctx: OrganizationContext,
  row: WebhookRow,
  given: WebhookInput,
): Promise<Changed> => {
  const input = given.events === undefined ? given : { ...given, events: eachOnce(given.events) }
  const changed = changedFields(row, input)
  if (Object.keys(changed).length === 0) return changed
  // Another address is another reader of every event, not only of those that were added.
  if ('url' in changed || 'events' in changed) authorizeEvents(ctx, input.events ?? row.events)
  if (input.url !== undefined) refusePrivateAddress(ctx, input.url)
  await updateWebhookRow(ctx.tx, ctx.organization.id, row.id, columnsOf(ctx, input, changed))
  if ('is_enabled' in changed && input.is_enabled === false)
    await stopDeliveries(ctx.tx, ctx.organization.id, row.id, 'It was switched off.', ctx.now)
  return changed
}

/**
 * Changes a webhook or channel, logs what differs, and answers it as it is then. Switched on again it counts failures
 * anew; switched off it gives up what waits. Call under the organization's lock.
 * @throws 404, 403 for events whose data the actor may not read, 400 on `url`.
 */
export const changeWebhook = async (
  ctx: OrganizationContext,
  family: WebhookFamily,
  id: string,
  input: WebhookInput,
): Promise<WebhookRow> => {
  const changes = await writeChanges(ctx, await findWebhook(ctx, family, id), input)
  const changed = await findWebhook(ctx, family, id)
  if (Object.keys(changes).length > 0) {
    recordAudit(ctx, {
      organizationId: ctx.organization.id,
      action: ACTIONS[family],
      targets: [targetOf(family, changed)],
      changes,
    })
  }
  return changed
}
