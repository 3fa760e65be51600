import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/audit.ts'
import { countAuditDays } from './count-audit-days.ts'
import { exportAuditLogs } from './export-audit-logs.ts'
import { exportMyAuditLogs } from './export-my-audit-logs.ts'
import { listAuditFacets } from './list-audit-facets.ts'
import { listAuditLogs } from './list-audit-logs.ts'
import { listMyAuditLogs } from './list-my-audit-logs.ts'

const EXPORTS = { rateLimit: { max: 30, windowSeconds: 60 } }

export const registerAuditRoutes = (router: Router): void => {
  router.organization(contract.listAuditLogs, (ctx, { query }) => listAuditLogs(ctx, query))
  router.organization(contract.exportAuditLogs, (ctx, { query }) => exportAuditLogs(ctx, query), EXPORTS)
  router.organization(contract.listAuditFacets, (ctx) => listAuditFacets(ctx))
  router.organization(contract.countAuditDays, (ctx, { query }) => countAuditDays(ctx, query))
  router.account(contract.listMyAuditLogs, (ctx, { query }) => listMyAuditLogs(ctx, query))
  router.account(contract.exportMyAuditLogs, (ctx, { query }) => exportMyAuditLogs(ctx, query), EXPORTS)
}
