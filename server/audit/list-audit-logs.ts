import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { requireFeature } from '#server/plans/enforce-limit.ts'
import { type AuditFilterInput, type AuditFilters, isUnfiltered, parseAuditFilters } from './audit-filters.ts'
import { presentAuditEntry } from './present-audit-entry.ts'
import { type AuditRow, countEntries, listEntries, readSpan, type Slice } from './read-audit-queries.ts'

export interface PageInput {
  page: number
  limit: number
}

export const sliceOf = ({ page, limit }: PageInput): Slice => ({ limit, offset: (page - 1) * limit })

/** A page that is not full tells the total by itself; only a full one, or one past the end, makes us count. */
export const totalOf = async (
  { limit, offset }: Slice,
  found: number,
  count: () => Promise<number>,
): Promise<number> => {
  const isTheEnd = found < limit && (found > 0 || offset === 0)
  return isTheEnd ? offset + found : await count()
}

/**
 * One page of the organization's log, newest first, with how many entries match in all.
 * @throws 403 `permission_denied` without `audit_logs.view`, 403 `feature_not_in_plan`.
 */
export const listAuditLogs = async (ctx: OrganizationContext, input: AuditFilterInput & PageInput) => {
  authorize(ctx, 'audit_logs.view')
  requireFeature(ctx, 'audit_log')
  const { page, limit } = input
  const { rows, total } = await readPage(ctx, parseAuditFilters(input), sliceOf(input))
  return { data: rows.map(presentAuditEntry), page, limit, total }
}

/** Sequences have no gaps, so an unfiltered page is found, and the whole counted, without reading the rest. */
const readPage = async (
  ctx: OrganizationContext,
  filters: AuditFilters,
  slice: Slice,
): Promise<{ rows: AuditRow[]; total: number }> => {
  const { tx, organization } = ctx
  const span = await readSpan(tx, organization.id)
  if (span === null) return { rows: [], total: 0 }
  if (isUnfiltered(filters)) {
    const upTo = span.last - slice.offset
    const rows = await listEntries(tx, organization.id, filters, { limit: slice.limit, offset: 0, upTo })
    return { rows, total: span.last - span.first + 1 }
  }
  const rows = await listEntries(tx, organization.id, filters, { ...slice, upTo: span.last })
  const total = await totalOf(slice, rows.length, () => countEntries(tx, organization.id, filters))
  return { rows, total }
}
