import { forgetHost } from '#server/addresses/forget-address.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, notFound } from '#server/kernel/errors.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { deleteLinksOnDomain } from '#server/short-links/delete-links-on-domain.ts'
import { deleteDomainRow, findDomainRow, lockDomainRow } from './domain-queries.ts'

type Choice = 'refuse' | 'delete'

const authorizeDeletion = (ctx: OrganizationContext, links: Choice): void => {
  authorize(ctx, 'domains.delete')
  if (links === 'delete') authorize(ctx, 'links.delete')
}

/**
 * Removes a domain; its hostname is free at once. Links on it are deleted with it, where that is asked for.
 * @throws 403 naming `domains.delete` or `links.delete`, 404, 409 `domain_has_links` with their number.
 */
export const deleteDomain = async (
  ctx: OrganizationContext,
  id: string,
  { links }: { links: Choice },
): Promise<{ message: string }> => {
  authorizeDeletion(ctx, links)
  await lockOrganization(ctx)
  authorizeDeletion(ctx, links)
  await lockDomainRow(ctx.tx, ctx.organization.id, id)
  const row = await findDomainRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('domain')
  const { hostname, link_count } = row
  if (link_count > 0 && links === 'refuse') {
    throw conflict(
      'domain_has_links',
      `Links stand on ${hostname}: say that they are to be deleted with it.`,
      {
        hostname,
        link_count,
      },
    )
  }
  if (link_count > 0) await deleteLinksOnDomain(ctx, id)
  await deleteDomainRow(ctx.tx, ctx.organization.id, id)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'domain.deleted',
    targets: [{ type: 'domain', id, name: hostname }],
    changes: { hostname: { before: hostname, after: null }, links: { before: link_count, after: 0 } },
  })
  forgetHost(ctx, hostname)
  const along = link_count === 0 ? '' : ` with ${link_count} ${link_count === 1 ? 'link' : 'links'}`
  return { message: `${hostname} was removed${along}.` }
}
