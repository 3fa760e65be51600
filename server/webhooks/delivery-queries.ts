import { type SqlBool, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'
import type { DeliveryStatus } from './webhook-queries.ts'

export interface DeliveryRow {
  id: string
  event_id: string
  event_type: WebhookEventType
  body: string
  status: DeliveryStatus
  attempts: number
  is_replay: boolean
  next_attempt_at: Date | null
  response_status: number | null
  response_body: string | null
  problem: string | null
  duration_ms: number | null
  created_at: Date
  finished_at: Date | null
}

const COLUMNS = sql`
  d.id, d.event_id, e.type as event_type, e.body, d.status, d.attempts, d.is_replay, d.next_attempt_at,
  d.response_status, d.response_body, d.problem, d.duration_ms, d.created_at, d.finished_at`

const SOURCE = sql`
  webhook_deliveries d
  join webhook_events e on e.organization_id = d.organization_id and e.id = d.event_id`

export interface DeliveryFilter {
  status: DeliveryStatus | undefined
  type: WebhookEventType | undefined
  page: number
  limit: number
}

/** One page of a webhook's deliveries, newest first, and how many match. */
export const listDeliveryRows = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  webhookId: string,
  filter: DeliveryFilter,
): Promise<{ rows: DeliveryRow[]; total: number }> => {
  const parts = [sql<SqlBool>`d.organization_id = ${organizationId} and d.webhook_id = ${webhookId}`]
  if (filter.status !== undefined) parts.push(sql`d.status = ${filter.status}`)
  if (filter.type !== undefined) parts.push(sql`e.type = ${filter.type}`)
  const condition = sql.join(parts, sql` and `)
  const counted = filter.type === undefined ? sql`webhook_deliveries d` : SOURCE
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from ${counted} where ${condition}`.execute(tx)
  const { rows } = await sql<DeliveryRow>`
    select ${COLUMNS} from ${SOURCE} where ${condition}
    order by d.created_at desc, d.id desc
    limit ${filter.limit} offset ${(filter.page - 1) * filter.limit}`.execute(tx)
  return { rows, total: counts[0]?.total ?? 0 }
}

/** One delivery of a webhook, or undefined. */
export const findDeliveryRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  webhookId: string,
  id: string,
): Promise<DeliveryRow | undefined> => {
  const { rows } = await sql<DeliveryRow>`
    select ${COLUMNS} from ${SOURCE}
    where d.organization_id = ${organizationId} and d.webhook_id = ${webhookId} and d.id = ${id}`.execute(tx)
  return rows[0]
}

/** Gives up what still waits for a webhook, and says why. */
export const stopDeliveries = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  webhookId: string,
  problem: string,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('webhook_deliveries')
    .set({ status: 'failed', problem, next_attempt_at: null, finished_at: now })
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'pending')
    .execute()
}
