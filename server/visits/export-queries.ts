import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import { allOf, type ClickFilters, clickConditions } from './click-filter-queries.ts'
import type { Span } from './resolve-range.ts'

/** A click without what tells who it was. */
export interface ExportedClickRow {
  id: number
  clicked_at: Date
  /** `clicked_at` to the microsecond, for the next page. */
  moment: string
  link_id: string
  domain_id: string
  trigger: string
  is_unique: boolean
  country: string
  region: string
  city: string
  device: string
  os: string
  browser: string
  language: string
  referrer: string
  utm_source: string
  utm_medium: string
  utm_campaign: string
  utm_term: string
  utm_content: string
  rule_id: string
}

export interface ClickCursor {
  moment: string
  id: number
}

/** Clicks of people in a span, newest first, after the cursor. */
export const listClicks = async (
  tx: Transaction,
  question: { organizationId: AuthorizedOrganizationId; filters: ClickFilters; span: Span },
  after: ClickCursor | null,
  limit: number,
): Promise<ExportedClickRow[]> => {
  const { organizationId, filters, span } = question
  const page =
    after === null
      ? sql`true`
      : sql`(c.clicked_at, c.id) < (${after.moment}::timestamptz, ${after.id}::bigint)`
  const { rows } = await sql<ExportedClickRow>`
    select c.id, c.clicked_at, c.clicked_at::text as moment, c.link_id, c.domain_id, c.trigger, c.is_unique,
      c.country, c.region, c.city, c.device, c.os, c.browser, c.language, c.referrer,
      c.utm_source, c.utm_medium, c.utm_campaign, c.utm_term, c.utm_content, c.rule_id
    from clicks c
    where c.clicked_at >= ${span.from} and c.clicked_at < ${span.until} and not c.is_bot and ${page}
      and ${allOf(clickConditions(organizationId, filters))}
    order by c.clicked_at desc, c.id desc limit ${limit}`.execute(tx)
  return rows
}
