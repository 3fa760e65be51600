import type { z } from 'zod'
import { findDefaultDomain } from '#server/domains/find-usable-domain.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import type { createLink as contract } from '#shared/contract/links.ts'
import { createOneLink, type LinkInput } from './create-links.ts'
import { findLinkIdByDestination } from './links-queries.ts'
import { presentLink } from './present-links.ts'

/** The newest link in use that leads there already, on the domain where a new one would stand; null for none. */
const findExisting = async (ctx: OrganizationContext, input: LinkInput): Promise<Link | null> => {
  authorize(ctx, 'links.read')
  await lockOrganization(ctx)
  authorize(ctx, 'links.read')
  const domainId =
    input.domain_id === undefined ? ((await findDefaultDomain(ctx))?.id ?? null) : input.domain_id
  const place = { destination: input.destination, domainId }
  const id = await findLinkIdByDestination(ctx.tx, ctx.organization.id, place, ctx.now)
  return id === undefined ? null : presentLink(ctx, id)
}

/**
 * Creates a link, or answers one that leads to the same place, where asked for.
 * @throws 403 `permission_denied`, `limit_reached`; 400, 404, 409 as the contract's fields say.
 */
export const createLink = async (
  ctx: OrganizationContext,
  { find_if_exists, ...input }: z.output<typeof contract.body>,
): Promise<Link> => {
  authorize(ctx, 'links.create')
  const existing = find_if_exists ? await findExisting(ctx, input) : null
  return existing ?? createOneLink(ctx, input)
}
