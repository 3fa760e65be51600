import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

export interface AddressRow {
  organization_id: string
  kind: string
  target_id: string
  slug: string
  released_at: Date | null
}

/** What stands under a host and slug, in any organization; the transaction's tenancy must hold the slug's key. */
export const findAddressRow = (
  tx: Transaction,
  host: string,
  slugKey: string,
): Promise<AddressRow | undefined> =>
  tx
    .selectFrom('addresses')
    .select(['organization_id', 'kind', 'target_id', 'slug', 'released_at'])
    .where('host', '=', host)
    .where('slug_key', '=', slugKey)
    .executeTakeFirst()

/** Frees a slug that this organization itself had released. */
export const deleteReleasedAddress = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  host: string,
  slugKey: string,
): Promise<void> => {
  await tx
    .deleteFrom('addresses')
    .where('organization_id', '=', organizationId)
    .where('host', '=', host)
    .where('slug_key', '=', slugKey)
    .where('released_at', 'is not', null)
    .execute()
}

/** Inserts an address, or nothing where anybody has it: answers whether it did. */
export const insertAddress = async (
  tx: Transaction,
  values: {
    organization_id: AuthorizedOrganizationId
    id: string
    host: string
    slug: string
    slug_key: string
    kind: string
    target_id: string
    created_at: Date
  },
): Promise<boolean> => {
  const inserted = await tx
    .insertInto('addresses')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Gives a target's address another slug. Throws the database's error where it is taken. */
export const updateAddressSlug = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  target: { kind: string; target_id: string },
  set: { slug: string; slug_key: string },
): Promise<void> => {
  await tx
    .updateTable('addresses')
    .set(set)
    .where('organization_id', '=', organizationId)
    .where('kind', '=', target.kind)
    .where('target_id', '=', target.target_id)
    .execute()
}

/** Notes that a target is gone. */
export const markAddressReleased = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  target: { kind: string; target_id: string },
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('addresses')
    .set({ released_at: now })
    .where('organization_id', '=', organizationId)
    .where('kind', '=', target.kind)
    .where('target_id', '=', target.target_id)
    .execute()
}

/** Deletes addresses released before a time, of all organizations; answers how many. For the owner's connections. */
export const deleteReleasedBefore = async (tx: Transaction, before: Date): Promise<number> => {
  const deleted = await tx.deleteFrom('addresses').where('released_at', '<', before).executeTakeFirst()
  return Number(deleted.numDeletedRows)
}
