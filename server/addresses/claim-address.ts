import type { OrganizationContext } from '#server/kernel/context.ts'
import { brokenConstraint, setTenancy } from '#server/kernel/database/database.ts'
import { DomainError, invalid } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { isReservedSlug } from '#shared/reserved-slugs.ts'
import {
  deleteAddresses,
  deleteReleasedAddresses,
  findAddressRow,
  insertAddresses,
  markAddressesReleased,
  updateAddress,
} from './address-queries.ts'
import { forgetAddresses } from './forget-address.ts'
import { DEFAULT_HOST, slugKeyOf } from './slug-key.ts'

/** A record that answers at an address: the name of its kind and its id. */
export interface AddressTarget {
  kind: string
  target_id: string
}

/** An address that a record asks for; `host`: '' for the instance's own, else the id of a domain. */
export interface AddressClaim extends AddressTarget {
  host: string
  slug: string
}

/** 409: somebody has the address. */
export const slugTaken = (slug: string): DomainError =>
  new DomainError(409, 'slug_taken', `The address /${slug} is taken; choose another.`, {
    slug,
    fields: [{ field: 'slug', rule: 'is taken; choose another' }],
  })

const refuseReserved = (slug: string): void => {
  if (isReservedSlug(slug)) throw invalid('slug', 'is kept for the product itself; choose another')
}

/**
 * Takes addresses that keep their kind's rules, all in one step: unique over all organizations, in any case of
 * letters. Those that this organization released before may be taken again. Answers the targets that got theirs.
 */
export const claimAddresses = async (
  ctx: OrganizationContext,
  claims: readonly AddressClaim[],
): Promise<ReadonlySet<string>> => {
  const addresses = claims.map((claim) => ({ ...claim, id: newId('adr'), slug_key: slugKeyOf(claim.slug) }))
  await deleteReleasedAddresses(ctx.tx, ctx.organization.id, addresses)
  forgetAddresses(ctx, addresses)
  return insertAddresses(ctx.tx, ctx.organization.id, addresses, ctx.now)
}

/**
 * Takes an address on the instance's own host for a record.
 * @throws 409 `slug_taken`, 400 for a reserved one.
 */
export const claimAddress = async (
  ctx: OrganizationContext,
  target: AddressTarget,
  slug: string,
): Promise<void> => {
  refuseReserved(slug)
  const claimed = await claimAddresses(ctx, [{ ...target, host: DEFAULT_HOST, slug }])
  if (!claimed.has(target.target_id)) throw slugTaken(slug)
}

/** Gives a record another address; the old one is free at once. @throws 409 `slug_taken`, 400 for a reserved slug. */
export const moveAddress = async (
  ctx: OrganizationContext,
  target: AddressTarget,
  slug: string,
  host: string = DEFAULT_HOST,
): Promise<void> => {
  if (host === DEFAULT_HOST) refuseReserved(slug)
  const place = { host, slug, slug_key: slugKeyOf(slug) }
  await deleteReleasedAddresses(ctx.tx, ctx.organization.id, [place])
  forgetAddresses(ctx, [place])
  try {
    await updateAddress(ctx.tx, ctx.organization.id, target, place)
  } catch (error) {
    throw brokenConstraint(error) === 'addresses_slug_key' ? slugTaken(slug) : error
  }
}

/** Lets the addresses of deleted records go: they answer 410, and only this organization may take them, for thirty days. */
export const releaseAddresses = (
  ctx: OrganizationContext,
  kind: string,
  targetIds: readonly string[],
): Promise<void> => markAddressesReleased(ctx.tx, ctx.organization.id, kind, targetIds, ctx.now)

/** As releaseAddresses, for one record. */
export const releaseAddress = (ctx: OrganizationContext, target: AddressTarget): Promise<void> =>
  releaseAddresses(ctx, target.kind, [target.target_id])

/** Takes back claims of this transaction, or lets another organization claim the same addresses later in it. */
export const yieldAddresses = (
  ctx: OrganizationContext,
  kind: string,
  targetIds: readonly string[],
): Promise<void> => deleteAddresses(ctx.tx, ctx.organization.id, kind, targetIds)

/** True where nobody has the address, or this organization itself released it. */
export const isAddressFree = async (
  ctx: OrganizationContext,
  host: string,
  slug: string,
): Promise<boolean> => {
  const slugKey = slugKeyOf(slug)
  await setTenancy(ctx.tx, { slug_key: slugKey })
  const row = await findAddressRow(ctx.tx, host, slugKey)
  await setTenancy(ctx.tx, { slug_key: '' })
  if (row === undefined) return true
  return row.released_at !== null && row.organization_id === ctx.organization.id
}
