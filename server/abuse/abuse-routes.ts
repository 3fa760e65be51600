import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/abuse.ts'
import { decideAbuseReport } from './decide-abuse-report.ts'
import { listAbuseReports } from './list-abuse-reports.ts'

export const registerAbuseRoutes = (router: Router): void => {
  router.operator(contract.listAbuseReports, (ctx, { query }) => listAbuseReports(ctx, query))
  router.operator(contract.decideAbuseReport, (ctx, { params, body }) =>
    decideAbuseReport(ctx, params.reportId, body),
  )
}
