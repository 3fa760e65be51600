import type { z } from 'zod'
import type { Context } from '#server/kernel/context.ts'
import type { abuseReport, listAbuseReports as contract } from '#shared/contract/abuse.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { listReportRows, type ReportRow } from './abuse-queries.ts'

export type AbuseReport = z.output<typeof abuseReport>

export const presentReport = (row: ReportRow): AbuseReport => ({
  id: row.id,
  reported_url: row.reported_url,
  destination: row.destination,
  organization:
    row.organization_id === null ? null : { id: row.organization_id, name: row.organization_name ?? '' },
  link_id: row.reported_link_id,
  reason: row.reason as AbuseReport['reason'],
  details: row.details,
  reporter_email: row.reporter_email,
  status: row.status,
  decided_at: row.decided_at?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
})

/** Reports about links of all organizations, newest first; for operators, whom the route makes sure of. */
export const listAbuseReports = async (
  ctx: Context,
  query: z.output<typeof contract.query>,
): Promise<RouteResponse<typeof contract>> => {
  const { rows, total } = await listReportRows(ctx.runtime.ownerDatabase.kysely, query)
  return { data: rows.map(presentReport), page: query.page, limit: query.limit, total }
}
