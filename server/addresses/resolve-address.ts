import type { Context, OrganizationContext, Standing } from '#server/kernel/context.ts'
import { setTenancy } from '#server/kernel/database/database.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { openOrganization } from '#server/organizations/enter-organization.ts'
import { findAddressRow } from './address-queries.ts'
import type { Address, AddressKind } from './kind.ts'
import { findAddressKind } from './registry.ts'
import { slugKeyOf } from './slug-key.ts'

/** Whom an address led here: may see what its kind shows to everybody. */
const VISITOR: Standing = {
  memberId: null,
  roleId: null,
  roleKey: 'visitor',
  roleName: 'Visitor',
  level: 0,
  permissions: new Set(),
}

export type ResolvedAddress =
  | { state: 'unknown' }
  /** What was here has been deleted, or its organization has. */
  | { state: 'gone' }
  | { state: 'found'; kind: AddressKind; address: Address; visitor: OrganizationContext }

/** Where the organization can't be visited: with 404 it was deleted, else it is suspended. */
const openForVisitor = async (
  ctx: Context,
  organizationId: string,
): Promise<OrganizationContext | 'gone' | 'unknown'> => {
  try {
    return await openOrganization(ctx, organizationId, { ...VISITOR })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.status === 404 ? 'gone' : 'unknown'
  }
}

/** What stands under a host and slug, and whether its organization still answers. */
export const resolveAddress = async (ctx: Context, host: string, slug: string): Promise<ResolvedAddress> => {
  const slugKey = slugKeyOf(slug)
  if (slugKey === '') return { state: 'unknown' }
  await setTenancy(ctx.tx, { slug_key: slugKey })
  const row = await findAddressRow(ctx.tx, host, slugKey)
  if (row === undefined) return { state: 'unknown' }
  if (row.released_at !== null) return { state: 'gone' }
  const kind = findAddressKind(row.kind)
  if (kind === undefined) return { state: 'unknown' }
  const visitor = await openForVisitor(ctx, row.organization_id)
  if (typeof visitor === 'string') return { state: visitor }
  return {
    state: 'found',
    kind,
    address: { kind: row.kind, target_id: row.target_id, slug: row.slug },
    visitor,
  }
}
