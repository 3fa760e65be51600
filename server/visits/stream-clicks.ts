import type { OrganizationContext } from '#server/kernel/context.ts'
import { inTransaction, setTenancy } from '#server/kernel/database/database.ts'
import type { ClickFilters } from './click-filter-queries.ts'
import { type ClickCursor, type ExportedClickRow, listClicks } from './export-queries.ts'
import { type ExportedRecord, type ExportFormat, formatRecords } from './format-analytics-export.ts'
import { labelValues } from './label-values.ts'
import type { AnalyticsRange } from './resolve-range.ts'

const BATCH = 1000

const toRecord = (row: ExportedClickRow & { label: string }): ExportedRecord => ({
  clicked_at: row.clicked_at.toISOString(),
  id: `click_${row.id}`,
  link_id: row.link_id,
  link: row.label,
  trigger: row.trigger,
  is_unique: row.is_unique,
  country: row.country,
  region: row.region,
  city: row.city,
  device: row.device,
  os: row.os,
  browser: row.browser,
  language: row.language,
  referrer: row.referrer,
  utm_source: row.utm_source,
  utm_medium: row.utm_medium,
  utm_campaign: row.utm_campaign,
  utm_term: row.utm_term,
  utm_content: row.utm_content,
  rule_id: row.rule_id,
})

const readBatch = (
  ctx: OrganizationContext,
  range: AnalyticsRange,
  filters: ClickFilters,
  after: ClickCursor | null,
): Promise<(ExportedClickRow & { label: string })[]> =>
  inTransaction(ctx.runtime.database, async (tx) => {
    const organizationId = ctx.organization.id
    await setTenancy(tx, { organization_id: organizationId })
    const rows = await listClicks(tx, { organizationId, filters, span: range }, after, BATCH)
    const valued = rows.map((row) => ({ ...row, dimension: 'link' as const, value: row.link_id }))
    return labelValues({ ...ctx, tx }, valued)
  })

/** Clicks, newest first, in short transactions: memory stays flat, and nothing more is read once the client is gone. */
export async function* streamClicks(
  ctx: OrganizationContext,
  range: AnalyticsRange,
  filters: ClickFilters,
  format: ExportFormat,
): AsyncGenerator<string> {
  let after: ClickCursor | null = null
  for (;;) {
    const rows: (ExportedClickRow & { label: string })[] = await readBatch(ctx, range, filters, after)
    if (after === null || rows.length > 0)
      yield formatRecords('clicks', format, rows.map(toRecord), after === null)
    after = rows.at(-1) ?? null
    if (after === null || rows.length < BATCH) return
  }
}
