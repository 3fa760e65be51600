import type { OrganizationContext } from '#server/kernel/context.ts'
import type { LimitName } from '#shared/plans.ts'
import { countUsage } from './usage-queries.ts'

/** Limits that bound a rate or an age rather than a number of things. */
const RATES: ReadonlySet<LimitName> = new Set([
  'audit_retention_days',
  'api_requests_a_minute',
  'analytics_retention_days',
])

/** What is used of each limit that counts things; null for rates. Kinds of address that are not there count none. */
export const countLimits = async (ctx: OrganizationContext): Promise<Record<LimitName, number | null>> => {
  const counts = await countUsage(ctx.tx, ctx.organization.id, ctx.now)
  const used = (name: LimitName): number | null =>
    RATES.has(name) ? null : name in counts ? counts[name as keyof typeof counts] : 0
  return {
    members: used('members'),
    links: used('links'),
    pages: used('pages'),
    domains: used('domains'),
    projects: used('projects'),
    teams: used('teams'),
    event_types: used('event_types'),
    monthly_invitations: used('monthly_invitations'),
    audit_retention_days: null,
    api_requests_a_minute: null,
    clicks_a_month: used('clicks_a_month'),
    analytics_retention_days: null,
  }
}
