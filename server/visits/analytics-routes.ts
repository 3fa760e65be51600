import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/analytics.ts'
import { exportAnalytics } from './export-analytics.ts'
import { getAnalytics, getBreakdown } from './get-analytics.ts'
import { getLiveAnalytics } from './get-live-analytics.ts'

const EXPORTS = { rateLimit: { max: 30, windowSeconds: 60 } }

export const registerAnalyticsRoutes = (router: Router): void => {
  router.organization(contract.getAnalytics, (ctx, { query }) => getAnalytics(ctx, query))
  router.organization(contract.getBreakdown, (ctx, { query }) => getBreakdown(ctx, query))
  router.organization(contract.getLiveAnalytics, (ctx, { query }) => getLiveAnalytics(ctx, query))
  router.organization(contract.exportAnalytics, (ctx, { query }) => exportAnalytics(ctx, query), EXPORTS)
}
