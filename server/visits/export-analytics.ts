import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { invalid } from '#server/kernel/errors.ts'
import { StreamedAnswer } from '#server/kernel/streamed-answer.ts'
import type { exportAnalytics as contract } from '#shared/contract/analytics.ts'
import { readBreakdowns } from './breakdown-queries.ts'
import { coverRange } from './cover-span.ts'
import { type ExportedRecord, formatRecords } from './format-analytics-export.ts'
import { labelValues } from './label-values.ts'
import { filtersOf, openRange } from './open-range.ts'
import { readClicksSeries } from './read-clicks-series.ts'
import type { AnalyticsRange } from './resolve-range.ts'
import { streamClicks } from './stream-clicks.ts'

type ExportInput = z.output<typeof contract.query>

const CONTENT_TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/x-ndjson; charset=utf-8' }
const EXTENSIONS = { csv: 'csv', json: 'ndjson' }
const MOST_VALUES = 100_000

const recordExport = (ctx: OrganizationContext, input: ExportInput): void => {
  const told = Object.entries(input).filter(([, value]) => value !== undefined && value !== '')
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'analytics.exported',
    targets: [{ type: 'organization', id: ctx.organization.id, name: ctx.organization.name }],
    changes: Object.fromEntries(
      told.map(([name, value]) => [
        name,
        { before: null, after: Array.isArray(value) ? value.join(',') : value },
      ]),
    ),
  })
}

const seriesRecords = async (
  ctx: OrganizationContext,
  range: AnalyticsRange,
  input: ExportInput,
): Promise<ExportedRecord[]> => {
  const { series } = await readClicksSeries(ctx, range, {
    filters: filtersOf(input),
    interval: input.interval,
  })
  return series.map((point) => ({ ...point }))
}

const breakdownRecords = async (
  ctx: OrganizationContext,
  range: AnalyticsRange,
  input: ExportInput,
): Promise<ExportedRecord[]> => {
  const { dimension } = input
  if (dimension === undefined) throw invalid('dimension', 'must be given for a breakdown')
  const organizationId = ctx.organization.id
  const rows = await readBreakdowns(ctx.tx, {
    organizationId,
    filters: filtersOf(input),
    span: range,
    cover: coverRange(range),
    dimensions: [dimension],
    limit: MOST_VALUES,
    search: '',
  })
  return (await labelValues(ctx, rows)).map(({ value, label, clicks, uniques }) => ({
    value,
    label,
    clicks,
    uniques,
  }))
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

/**
 * The clicks of a range, its series or one breakdown as a download; itself audited. No row tells who the visitor was.
 * @throws 400, 403 without `analytics.export`.
 */
export const exportAnalytics = async (
  ctx: OrganizationContext,
  input: ExportInput,
): Promise<StreamedAnswer> => {
  authorize(ctx, 'analytics.export')
  const range = await openRange(ctx, input)
  const answer = (pieces: AsyncIterable<string>): StreamedAnswer => {
    const day = ctx.now.toISOString().slice(0, 'YYYY-MM-DD'.length)
    const name = `${input.what}-${ctx.organization.slug}-${day}.${EXTENSIONS[input.format]}`
    return new StreamedAnswer(CONTENT_TYPES[input.format], name, pieces)
  }
  recordExport(ctx, input)
  if (input.what === 'clicks') return answer(streamClicks(ctx, range, filtersOf(input), input.format))
  const records =
    input.what === 'series'
      ? await seriesRecords(ctx, range, input)
      : await breakdownRecords(ctx, range, input)
  return answer(once(formatRecords(input.what, input.format, records, true)))
}
