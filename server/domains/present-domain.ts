import type { z } from 'zod'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import type { domain } from '#shared/contract/domains.ts'
import { GRACE_MS } from './check-schedule.ts'
import { dnsRecordsOf } from './dns-records.ts'
import { type CountedDomainRow, type DomainRow, findDomainRow } from './domain-queries.ts'
import { displayHostname } from './normalize-hostname.ts'

export type Domain = z.output<typeof domain>

/** A check that was asked for and has not ended in this time is taken as lost. */
const LOST_MS = 2 * 60 * 1000

/** Whether somebody's check of a domain is under way. */
export const isChecking = (row: Pick<DomainRow, 'check_requested_at'>, now: Date): boolean =>
  row.check_requested_at !== null && now.getTime() - row.check_requested_at.getTime() < LOST_MS

const statusOf = (row: DomainRow): Domain['status'] => {
  if (row.verified_at === null) return 'pending'
  return row.failing_since === null ? 'verified' : 'failing'
}

const unverifiedAt = ({ failing_since }: DomainRow): string | null =>
  failing_since === null ? null : new Date(failing_since.getTime() + GRACE_MS).toISOString()

export const presentDomain = (ctx: OrganizationContext, row: CountedDomainRow): Domain => ({
  id: row.id,
  hostname: row.hostname,
  display_name: displayHostname(row.hostname),
  status: statusOf(row),
  is_checking: isChecking(row, ctx.now),
  last_checked_at: row.last_checked_at?.toISOString() ?? null,
  last_problem: row.last_problem,
  failing_since: row.failing_since?.toISOString() ?? null,
  unverified_at: unverifiedAt(row),
  verified_at: row.verified_at?.toISOString() ?? null,
  records: dnsRecordsOf(ctx.runtime, row),
  root_destination: row.root_destination,
  not_found_destination: row.not_found_destination,
  is_default: row.is_default,
  link_count: row.link_count,
  created_at: row.created_at.toISOString(),
  can: { update: can(ctx, 'domains.update'), delete: can(ctx, 'domains.delete') },
})

/** One domain, as it stands now. @throws 404. */
export const readDomain = async (ctx: OrganizationContext, id: string): Promise<Domain> => {
  const row = await findDomainRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('domain')
  return presentDomain(ctx, row)
}
