import { Temporal } from 'temporal-polyfill'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { invalid } from '#server/kernel/errors.ts'
import { requireFeature } from '#server/plans/enforce-limit.ts'
import type { countAuditDays as contract } from '#shared/contract/audit.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { countByDay } from './audit-days-queries.ts'
import { type AuditFilterInput, parseAuditFilters } from './audit-filters.ts'

const DAYS = 30

const dayIn = (zone: string, instant: Date): Temporal.PlainDate => {
  try {
    return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate()
  } catch {
    throw invalid('zone', 'must be the name of a time zone, such as Europe/Berlin')
  }
}

// A day begins when its zone says so: where the clock skips midnight, an hour later.
const startOf = (day: Temporal.PlainDate, zone: string): Date =>
  new Date(day.toZonedDateTime(zone).epochMilliseconds)

/**
 * How many entries each of the last 30 days has, oldest day first, days without any included. Days are those of the
 * given zone; the last one is today, or the day of the filter `to`.
 * @throws 403 `permission_denied` without `audit_logs.view`, 403 `feature_not_in_plan`, 400 for an unknown zone.
 */
export const countAuditDays = async (
  ctx: OrganizationContext,
  input: AuditFilterInput & { zone: string },
): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'audit_logs.view')
  requireFeature(ctx, 'audit_log')
  const filters = parseAuditFilters(input)
  const last = dayIn(input.zone, filters.to ?? ctx.now)
  const days = Array.from({ length: DAYS }, (_, index) => last.subtract({ days: DAYS - 1 - index }))
  const counted = await countByDay(ctx.tx, ctx.organization.id, filters, {
    starts: days.map((day) => startOf(day, input.zone)),
    end: startOf(last.add({ days: 1 }), input.zone),
  })
  const byNumber = new Map(counted.map((row) => [row.number, row]))
  const data = days.map((day, index) => ({
    day: day.toString(),
    succeeded: byNumber.get(index + 1)?.succeeded ?? 0,
    refused: byNumber.get(index + 1)?.refused ?? 0,
  }))
  return { data }
}
