import type { OrganizationContext } from '#server/kernel/context.ts'
import { brokenConstraint } from '#server/kernel/database/database.ts'
import { conflict, invalid } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { isReservedSlug } from '#shared/reserved-slugs.ts'
import {
  deleteReleasedAddress,
  insertAddress,
  markAddressReleased,
  updateAddressSlug,
} from './address-queries.ts'
import { DEFAULT_HOST, slugKeyOf } from './slug-key.ts'

/** A record that answers at an address: the name of its kind and its id. */
export interface AddressTarget {
  kind: string
  target_id: string
}

const slugTaken = (slug: string) =>
  conflict('slug_taken', `The address /${slug} is taken; choose another.`, { slug })

const refuseReserved = (slug: string): void => {
  if (isReservedSlug(slug)) throw invalid('slug', 'is kept for the product itself; choose another')
}

/**
 * Takes an address on the instance's own host for a record: unique over all organizations, in any case of letters.
 * One that this organization released before may be taken again.
 * @throws 409 `slug_taken`, 400 for a reserved one.
 */
export const claimAddress = async (
  ctx: OrganizationContext,
  target: AddressTarget,
  slug: string,
): Promise<void> => {
  refuseReserved(slug)
  const slugKey = slugKeyOf(slug)
  await deleteReleasedAddress(ctx.tx, ctx.organization.id, DEFAULT_HOST, slugKey)
  const isClaimed = await insertAddress(ctx.tx, {
    organization_id: ctx.organization.id,
    id: newId('adr'),
    host: DEFAULT_HOST,
    slug,
    slug_key: slugKey,
    ...target,
    created_at: ctx.now,
  })
  if (!isClaimed) throw slugTaken(slug)
}

/** Gives a record another slug; the old one is free at once. @throws as claimAddress. */
export const moveAddress = async (
  ctx: OrganizationContext,
  target: AddressTarget,
  slug: string,
): Promise<void> => {
  refuseReserved(slug)
  const slugKey = slugKeyOf(slug)
  await deleteReleasedAddress(ctx.tx, ctx.organization.id, DEFAULT_HOST, slugKey)
  try {
    await updateAddressSlug(ctx.tx, ctx.organization.id, target, { slug, slug_key: slugKey })
  } catch (error) {
    throw brokenConstraint(error) === 'addresses_slug_key' ? slugTaken(slug) : error
  }
}

/** Lets a deleted record's address go: it answers 410, and only this organization may take it, for thirty days. */
export const releaseAddress = (ctx: OrganizationContext, target: AddressTarget): Promise<void> =>
  markAddressReleased(ctx.tx, ctx.organization.id, target, ctx.now)
