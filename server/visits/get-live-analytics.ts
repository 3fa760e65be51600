import type { z } from 'zod'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { getLiveAnalytics as contract } from '#shared/contract/analytics.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { labelValues } from './label-values.ts'
import { countMinutes, countVisitors, type LiveClickRow, listLatest } from './live-queries.ts'
import { filtersOf, isDetailStopped } from './open-range.ts'

type Live = RouteResponse<typeof contract>

const MINUTES = 30
const MINUTE_MS = 60_000
const LATEST = 20

const presentLatest = async (
  ctx: OrganizationContext,
  rows: readonly LiveClickRow[],
): Promise<Live['latest']> => {
  const labelled = await labelValues(
    ctx,
    rows.map((row) => ({ ...row, dimension: 'link' as const, value: row.link_id })),
  )
  return labelled.map((row) => ({
    id: `click_${row.id}`,
    clicked_at: row.clicked_at.toISOString(),
    link: { id: row.link_id, label: row.label },
    country: row.country,
    city: row.city,
    device: row.device,
    os: row.os,
    browser: row.browser,
    referrer: row.referrer,
    trigger: row.trigger,
  }))
}

/** The last thirty minutes, this one included, and the latest clicks in them. @throws 403 without `analytics.view`. */
export const getLiveAnalytics = async (
  ctx: OrganizationContext,
  query: z.output<typeof contract.query>,
): Promise<Live> => {
  authorize(ctx, 'analytics.view')
  const thisMinute = Math.floor(ctx.now.getTime() / MINUTE_MS) * MINUTE_MS
  const from = new Date(thisMinute - (MINUTES - 1) * MINUTE_MS)
  const question = { organizationId: ctx.organization.id, filters: filtersOf(query), from }
  const counted = new Map(
    (await countMinutes(ctx.tx, question)).map((row) => [row.starts_at.getTime(), row.clicks]),
  )
  const minutes = Array.from({ length: MINUTES }, (_, index) => {
    const start = from.getTime() + index * MINUTE_MS
    return { starts_at: new Date(start).toISOString(), clicks: counted.get(start) ?? 0 }
  })
  return {
    now: ctx.now.toISOString(),
    minutes,
    clicks: minutes.reduce((total, { clicks }) => total + clicks, 0),
    visitors: await countVisitors(ctx.tx, question),
    latest: await presentLatest(ctx, await listLatest(ctx.tx, question, LATEST)),
    is_detail_stopped: await isDetailStopped(ctx),
  }
}
