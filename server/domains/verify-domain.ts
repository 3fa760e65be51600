import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import { lockDomainRow, updateDomainRow } from './domain-queries.ts'
import { type Domain, isChecking, readDomain } from './present-domain.ts'

/**
 * Has the name servers asked at once, by a job; one that is under way is not doubled. An unproved domain is looked for
 * by itself for another week. @throws 404, 403 without `domains.update`.
 */
export const verifyDomain = async (ctx: OrganizationContext, id: string): Promise<Domain> => {
  authorize(ctx, 'domains.update')
  const row = await lockDomainRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('domain')
  if (!isChecking(row, ctx.now)) {
    await updateDomainRow(ctx.tx, ctx.organization.id, id, {
      check_requested_at: ctx.now,
      ...(row.verified_at === null ? { pending_since: ctx.now } : {}),
    })
    const { organization_id, id: domain_id } = row
    await ctx.runtime.queue.send(ctx, 'check_domain', { organization_id, domain_id })
  }
  return readDomain(ctx, id)
}
