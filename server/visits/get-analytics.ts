import type { z } from 'zod'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type {
  getAnalytics as contract,
  Dimension,
  getBreakdown as listing,
} from '#shared/contract/analytics.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { type BreakdownRow, readBreakdowns } from './breakdown-queries.ts'
import { coverRange } from './cover-span.ts'
import { labelValues } from './label-values.ts'
import { filtersOf, isDetailStopped, openRange } from './open-range.ts'
import { readClicksSeries } from './read-clicks-series.ts'

type Analytics = RouteResponse<typeof contract>
type Breakdown = RouteResponse<typeof listing>

/** Values of each breakdown of the overview. */
const TOP = 10

const present = (row: BreakdownRow & { label: string }): Breakdown['data'][number] => ({
  value: row.value,
  label: row.label,
  clicks: row.clicks,
  uniques: row.uniques,
})

const byDimension = (
  asked: readonly Dimension[],
  rows: readonly (BreakdownRow & { label: string })[],
): Analytics['breakdowns'] =>
  Object.fromEntries(
    asked.map((dimension) => {
      const own = rows.filter((row) => row.dimension === dimension)
      return [dimension, { total: own[0]?.total ?? 0, data: own.map(present) }]
    }),
  )

/** Totals, series and breakdowns of a range, and the period before. @throws 400, 403 without `analytics.view`. */
export const getAnalytics = async (
  ctx: OrganizationContext,
  query: z.output<typeof contract.query>,
): Promise<Analytics> => {
  authorize(ctx, 'analytics.view')
  const range = await openRange(ctx, query)
  const filters = filtersOf(query)
  const { interval, totals, previous, series } = await readClicksSeries(ctx, range, {
    filters,
    interval: query.interval,
  })
  const dimensions = [...new Set(query.breakdowns ?? [])]
  const organizationId = ctx.organization.id
  const cover = coverRange(range)
  const question = { organizationId, filters, span: range, cover, dimensions, limit: TOP, search: '' }
  const rows = await labelValues(ctx, await readBreakdowns(ctx.tx, question))
  return {
    range: {
      from: range.from.toISOString(),
      until: range.until.toISOString(),
      zone: range.zone,
      interval,
      previous_from: range.previous?.from.toISOString() ?? null,
      is_cut: range.isCut,
    },
    totals,
    previous,
    series,
    breakdowns: byDimension(dimensions, rows),
    is_detail_stopped: await isDetailStopped(ctx),
  }
}

/** Clicks of a range by one dimension. @throws 400, 403 without `analytics.view`. */
export const getBreakdown = async (
  ctx: OrganizationContext,
  query: z.output<typeof listing.query>,
): Promise<Breakdown> => {
  authorize(ctx, 'analytics.view')
  const range = await openRange(ctx, query)
  const rows = await readBreakdowns(ctx.tx, {
    organizationId: ctx.organization.id,
    filters: filtersOf(query),
    span: range,
    cover: coverRange(range),
    dimensions: [query.dimension],
    limit: query.limit,
    search: query.search ?? '',
  })
  const labelled = await labelValues(ctx, rows)
  return { data: labelled.map(present), total: rows[0]?.total ?? 0 }
}
