import type { OrganizationContext } from '#server/kernel/context.ts'
import { listScans } from './count-scans-queries.ts'

/** How often each of these links was opened by a QR code; links that never were may be left out. */
export const countScans = async (
  ctx: OrganizationContext,
  linkIds: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (linkIds.length === 0) return new Map()
  const rows = await listScans(ctx.tx, ctx.organization.id, linkIds)
  return new Map(rows.map((row) => [row.link_id, Number(row.scans)]))
}
