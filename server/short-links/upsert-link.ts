import type { z } from 'zod'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { upsertLink as contract } from '#shared/contract/links.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { createOneLink } from './create-links.ts'
import { findLinkRowByExternalId } from './links-queries.ts'
import { updateLink } from './update-link.ts'

/**
 * Creates the link with an external id, or changes it where it is there; two at once make one.
 * @throws as creating and changing do: 403 also without `links.update` where it is there.
 */
export const upsertLink = async (
  ctx: OrganizationContext,
  externalId: string,
  input: z.output<typeof contract.body>,
): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'links.create')
  await lockOrganization(ctx)
  authorize(ctx, 'links.create')
  const known = await findLinkRowByExternalId(ctx.tx, ctx.organization.id, externalId, ctx.now)
  if (known !== undefined) return { link: await updateLink(ctx, known.id, input), was_created: false }
  return { link: await createOneLink(ctx, { ...input, external_id: externalId }), was_created: true }
}
