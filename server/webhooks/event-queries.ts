import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'

/**
 * Webhooks and channels of the organization that are on and listen to the type. Held until the transaction ends, so
 * that none is deleted between this and the deliveries that point at it.
 */
export const listListeners = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  type: WebhookEventType,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from webhooks
    where organization_id = ${organizationId} and is_enabled and ${type} = any (events)
    order by id for key share`.execute(tx)
  return rows.map(({ id }) => id)
}

export interface NewEvent {
  id: string
  type: WebhookEventType
  /** The JSON text that is signed and sent. */
  body: string
}

/** Inserts events in one statement. */
export const insertEvents = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  events: readonly NewEvent[],
  now: Date,
): Promise<void> => {
  await sql`
    insert into webhook_events (organization_id, id, type, body, created_at)
    select ${organizationId}, given.id, given.type, given.body, ${now}::timestamptz
    from unnest(
      ${events.map(({ id }) => id)}::text[],
      ${events.map(({ type }) => type)}::text[],
      ${events.map(({ body }) => body)}::text[]
    ) as given (id, type, body)`.execute(tx)
}

export interface NewDelivery {
  id: string
  webhookId: string
  eventId: string
  isReplay?: boolean
}

/** Inserts deliveries that are due now, in one statement. */
export const insertDeliveries = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  deliveries: readonly NewDelivery[],
  now: Date,
): Promise<void> => {
  await sql`
    insert into webhook_deliveries
      (organization_id, id, webhook_id, event_id, is_replay, next_attempt_at, created_at)
    select ${organizationId}, given.id, given.webhook_id, given.event_id, given.is_replay,
      ${now}::timestamptz, ${now}::timestamptz
    from unnest(
      ${deliveries.map(({ id }) => id)}::text[],
      ${deliveries.map(({ webhookId }) => webhookId)}::text[],
      ${deliveries.map(({ eventId }) => eventId)}::text[],
      ${deliveries.map(({ isReplay }) => isReplay ?? false)}::bool[]
    ) as given (id, webhook_id, event_id, is_replay)`.execute(tx)
}
