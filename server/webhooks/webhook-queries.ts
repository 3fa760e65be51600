import { type SqlBool, sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'

export type WebhookFormat = 'standard' | 'slack' | 'discord'
export type DeliveryStatus = 'pending' | 'delivered' | 'failed'

/** Webhooks and the channels of integrations live in one table; each side sees its own. */
export type WebhookFamily = 'webhooks' | 'channels'

export interface WebhookRow {
  id: string
  name: string
  format: WebhookFormat
  /** Sealed for channels. */
  url: string
  url_hint: string
  events: WebhookEventType[]
  is_enabled: boolean
  failing_since: Date | null
  disabled_at: Date | null
  disabled_reason: string | null
  previous_secret_until: Date | null
  created_at: Date
  updated_at: Date
  last_status: DeliveryStatus | null
  last_at: Date | null
  last_problem: string | null
}

const inFamily = (family: WebhookFamily) =>
  family === 'webhooks' ? sql<SqlBool>`w.format = 'standard'` : sql<SqlBool>`w.format <> 'standard'`

const selectRows = (organizationId: AuthorizedOrganizationId, condition: ReturnType<typeof inFamily>) =>
  sql<WebhookRow>`
    select w.id, w.name, w.format, w.url, w.url_hint, w.events, w.is_enabled, w.failing_since, w.disabled_at,
      w.disabled_reason, w.previous_secret_until, w.created_at, w.updated_at,
      last.status as last_status, last.at as last_at, last.problem as last_problem
    from webhooks w
    left join lateral (
      select d.status, d.problem, coalesce(d.finished_at, d.created_at) as at
      from webhook_deliveries d
      where d.organization_id = w.organization_id and d.webhook_id = w.id
      order by d.created_at desc, d.id desc limit 1
    ) last on true
    where w.organization_id = ${organizationId} and ${condition}
    order by w.created_at, w.id`

/** The organization's webhooks, or its channels, oldest first, each with its newest delivery. */
export const listWebhookRows = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  family: WebhookFamily,
): Promise<WebhookRow[]> => (await selectRows(organizationId, inFamily(family)).execute(tx)).rows

/** One of them, or undefined. */
export const findWebhookRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  family: WebhookFamily,
  id: string,
): Promise<WebhookRow | undefined> => {
  const condition = sql<SqlBool>`w.id = ${id} and ${inFamily(family)}`
  return (await selectRows(organizationId, condition).execute(tx)).rows[0]
}

/** How many webhooks and channels there are together. */
export const countWebhooks = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
): Promise<number> => {
  const { count } = await tx
    .selectFrom('webhooks')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export interface NewWebhook {
  organization_id: AuthorizedOrganizationId
  id: string
  name: string
  format: WebhookFormat
  url: string
  url_hint: string
  events: WebhookEventType[]
  sealed_secret: string | null
  created_by: string | null
  created_at: Date
}

export const insertWebhook = async (tx: Transaction, webhook: NewWebhook): Promise<void> => {
  await tx
    .insertInto('webhooks')
    .values({ ...webhook, updated_at: webhook.created_at })
    .execute()
}

export interface WebhookChanges {
  name?: string
  url?: string
  url_hint?: string
  events?: WebhookEventType[]
  is_enabled?: boolean
  failing_since?: Date | null
  failure_count?: number
  disabled_at?: Date | null
  disabled_reason?: string | null
  updated_at: Date
}

/** Writes what is given. */
export const updateWebhookRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  changes: WebhookChanges,
): Promise<void> => {
  await tx
    .updateTable('webhooks')
    .set(changes)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Puts a new secret in place; the one before signs as well until then. */
export const rotateSecretRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  rotated: { sealedSecret: string; previousUntil: Date; now: Date },
): Promise<void> => {
  await tx
    .updateTable('webhooks')
    .set((eb) => ({
      sealed_previous_secret: eb.ref('sealed_secret'),
      sealed_secret: rotated.sealedSecret,
      previous_secret_until: rotated.previousUntil,
      updated_at: rotated.now,
    }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Deletes it with its deliveries. */
export const deleteWebhookRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<void> => {
  await tx.deleteFrom('webhooks').where('organization_id', '=', organizationId).where('id', '=', id).execute()
}
