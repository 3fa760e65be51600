import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

export interface AddressRow {
  organization_id: string
  kind: string
  target_id: string
  slug: string
  released_at: Date | null
}

export interface NewAddress {
  id: string
  host: string
  slug: string
  slug_key: string
  kind: string
  target_id: string
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

/** Frees slugs that this organization itself had released. */
export const deleteReleasedAddresses = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  places: readonly { host: string; slug_key: string }[],
): Promise<void> => {
  await sql`
    delete from addresses a
    using unnest(${places.map((place) => place.host)}::text[], ${places.map((place) => place.slug_key)}::text[])
      as asked (host, slug_key)
    where a.organization_id = ${organizationId} and a.released_at is not null
      and a.host = asked.host and a.slug_key = asked.slug_key`.execute(tx)
}

/**
 * Inserts addresses, save those that anybody has; answers the targets whose address was inserted. In the order of
 * keys, so that two organizations that want the same ones can't wait for each other.
 */
export const insertAddresses = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  addresses: readonly NewAddress[],
  now: Date,
): Promise<ReadonlySet<string>> => {
  if (addresses.length === 0) return new Set()
  const ordered = addresses.toSorted((a, b) =>
    a.slug_key < b.slug_key ? -1 : a.slug_key > b.slug_key ? 1 : 0,
  )
  const { rows } = await sql<{ target_id: string }>`
    insert into addresses (organization_id, id, host, slug, slug_key, kind, target_id, created_at)
    select ${organizationId}, id, host, slug, slug_key, kind, target_id, ${now}
    from jsonb_to_recordset(${JSON.stringify(ordered)}::jsonb)
      as given (id text, host text, slug text, slug_key text, kind text, target_id text)
    on conflict (host, slug_key) do nothing
    returning target_id`.execute(tx)
  return new Set(rows.map((row) => row.target_id))
}

/** Gives a target another address. Throws the database's error where it is taken. */
export const updateAddress = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  target: { kind: string; target_id: string },
  set: { host: string; slug: string; slug_key: string },
): Promise<void> => {
  await tx
    .updateTable('addresses')
    .set(set)
    .where('organization_id', '=', organizationId)
    .where('kind', '=', target.kind)
    .where('target_id', '=', target.target_id)
    .execute()
}

/** Notes that targets of a kind are gone. */
export const markAddressesReleased = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  kind: string,
  targetIds: readonly string[],
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('addresses')
    .set({ released_at: now })
    .where('organization_id', '=', organizationId)
    .where('kind', '=', kind)
    .where('target_id', '=', sql<string>`any(${targetIds}::text[])`)
    .execute()
}

/** Deletes the addresses of targets of a kind, as if they had never been claimed. */
export const deleteAddresses = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  kind: string,
  targetIds: readonly string[],
): Promise<void> => {
  await tx
    .deleteFrom('addresses')
    .where('organization_id', '=', organizationId)
    .where('kind', '=', kind)
    .where('target_id', '=', sql<string>`any(${targetIds}::text[])`)
    .execute()
}

/** Deletes addresses released before a time, of all organizations; answers how many. For the owner's connections. */
export const deleteReleasedBefore = async (tx: Transaction, before: Date): Promise<number> => {
  const deleted = await tx.deleteFrom('addresses').where('released_at', '<', before).executeTakeFirst()
  return Number(deleted.numDeletedRows)
}
