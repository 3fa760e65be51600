import { forgetAddresses } from '#server/addresses/forget-address.ts'
import { shortUrlOf } from '#server/addresses/short-url.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import { listHostnames } from '#server/domains/find-usable-domain.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { forbidden, notFound } from '#server/kernel/errors.ts'
import { lockBlockableLink, updateBlock } from './link-upkeep-queries.ts'

const requireOperator = (ctx: OrganizationContext): void => {
  if (ctx.standing.roleKey === 'operator') return
  throw forbidden('operator_required', 'Only an operator of this installation may do this.')
}

const setBlock = async (ctx: OrganizationContext, id: string, isBlocked: boolean): Promise<string | null> => {
  requireOperator(ctx)
  const row = await lockBlockableLink(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('link')
  const wasBlocked = row.blocked_at !== null
  if (wasBlocked === isBlocked) return null
  const hostnames = row.domain_id === null ? new Map() : await listHostnames(ctx, [row.domain_id])
  const shortUrl = shortUrlOf(ctx.runtime, hostnames.get(row.domain_id ?? '') ?? null, row.slug)
  await updateBlock(ctx.tx, ctx.organization.id, id, isBlocked ? ctx.now : null)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: isBlocked ? 'link.blocked' : 'link.unblocked',
    targets: [{ type: 'link', id, name: shortUrl }],
    changes: { is_blocked: { before: wasBlocked, after: isBlocked } },
  })
  forgetAddresses(ctx, [{ host: row.domain_id ?? '', slug_key: row.slug_key }])
  return shortUrl
}

/**
 * An operator keeps a link from being followed; the organization can't lift that. Answers the link's short URL, or null
 * where it was blocked already. @throws 403 `operator_required`, 404.
 */
export const blockLink = (ctx: OrganizationContext, id: string): Promise<string | null> =>
  setBlock(ctx, id, true)

/** Lifts a block. Answers the link's short URL, or null where there was none. @throws 403 `operator_required`, 404. */
export const unblockLink = (ctx: OrganizationContext, id: string): Promise<string | null> =>
  setBlock(ctx, id, false)
