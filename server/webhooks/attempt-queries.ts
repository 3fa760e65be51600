import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'
import type { WebhookFormat } from './webhook-queries.ts'

/** All that an attempt needs to know. */
export interface DueDelivery {
  id: string
  attempts: number
  event_id: string
  event_type: WebhookEventType
  body: string
  webhook_id: string
  webhook_name: string
  format: WebhookFormat
  url: string
  sealed_secret: string | null
  sealed_previous_secret: string | null
  previous_secret_until: Date | null
  is_enabled: boolean
  created_by: string | null
  /** The organization is deleted or suspended. */
  is_ended: boolean
  organization_name: string
}

/** The delivery, if it waits for the attempt of that number; a job that runs a second time finds nothing. */
export const findDueDelivery = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  attempt: number,
): Promise<DueDelivery | undefined> => {
  const { rows } = await sql<DueDelivery>`
    select d.id, d.attempts, d.event_id, e.type as event_type, e.body, w.id as webhook_id, w.name as webhook_name,
      w.format, w.url, w.sealed_secret, w.sealed_previous_secret, w.previous_secret_until, w.is_enabled, w.created_by,
      o.deleted_at is not null or o.suspended_at is not null as is_ended, o.name as organization_name
    from webhook_deliveries d
    join webhook_events e on e.organization_id = d.organization_id and e.id = d.event_id
    join webhooks w on w.organization_id = d.organization_id and w.id = d.webhook_id
    join organizations o on o.id = d.organization_id
    where d.organization_id = ${organizationId} and d.id = ${id} and d.status = 'pending'
      and d.attempts = ${attempt}`.execute(tx)
  return rows[0]
}

export interface AttemptResult {
  status: 'pending' | 'delivered' | 'failed'
  next_attempt_at: Date | null
  response_status: number | null
  response_body: string | null
  problem: string | null
  duration_ms: number | null
  finished_at: Date | null
}

/**
 * Writes how the attempt of that number ended; false where another run of it has written already. What arrived counts
 * as delivered though it was given up meanwhile.
 */
export const writeAttempt = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  attempt: number,
  result: AttemptResult,
): Promise<boolean> => {
  const updated = await tx
    .updateTable('webhook_deliveries')
    .set({ ...result, attempts: attempt + 1 })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .where('status', 'in', result.status === 'delivered' ? ['pending', 'failed'] : ['pending'])
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** A delivery that is given up without an attempt. */
export const abandonDelivery = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  problem: string,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('webhook_deliveries')
    .set({ status: 'failed', problem, next_attempt_at: null, finished_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .execute()
}

/** Waits for the webhook's row: whoever writes it and its deliveries takes it first, so that nobody waits in a circle. */
export const lockWebhook = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  webhookId: string,
): Promise<void> => {
  await sql`
    select 1 from webhooks where organization_id = ${organizationId} and id = ${webhookId} for no key update`.execute(
    tx,
  )
}

/** A success ends a row of failures; writes nothing where there was none. */
export const noteSuccess = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  webhookId: string,
): Promise<void> => {
  await tx
    .updateTable('webhooks')
    .set({ failing_since: null, failure_count: 0 })
    .where('organization_id', '=', organizationId)
    .where('id', '=', webhookId)
    .where('failure_count', '>', 0)
    .execute()
}

/** Counts a failure; answers since when and how often it has failed without a success. */
export const noteFailure = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  webhookId: string,
  now: Date,
): Promise<{ failing_since: Date; failure_count: number } | undefined> => {
  const { rows } = await sql<{ failing_since: Date; failure_count: number }>`
    update webhooks set failing_since = coalesce(failing_since, ${now}), failure_count = failure_count + 1
    where organization_id = ${organizationId} and id = ${webhookId}
    returning failing_since, failure_count`.execute(tx)
  return rows[0]
}

/** Switches a webhook off; false where it was off already. */
export const switchOff = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  webhookId: string,
  reason: string,
  now: Date,
): Promise<boolean> => {
  const updated = await tx
    .updateTable('webhooks')
    .set({ is_enabled: false, disabled_at: now, disabled_reason: reason, updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', webhookId)
    .where('is_enabled', '=', true)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}
