import { sql } from 'kysely'
import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'

/** What hangs on a link and goes with it: QR codes as they are, and how many visits its click limit has let through. */
export interface LinkBelongings {
  qr_codes: unknown[]
  used: number | null
}

/** Reads it before the link leaves. */
export const readBelongings = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  linkId: string,
): Promise<LinkBelongings> => {
  const { rows } = await sql<LinkBelongings>`
    select
      coalesce((select jsonb_agg(to_jsonb(q)) from qr_codes q
        where q.organization_id = ${organizationId} and q.link_id = ${linkId}), '[]') as qr_codes,
      (select used from link_allowances
        where organization_id = ${organizationId} and link_id = ${linkId}) as used`.execute(tx)
  return rows[0] ?? { qr_codes: [], used: null }
}

/** Writes it where the link has arrived. */
export const writeBelongings = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  linkId: string,
  { qr_codes, used }: LinkBelongings,
): Promise<void> => {
  await sql`
    insert into qr_codes
    select (jsonb_populate_record(null::qr_codes, code || jsonb_build_object('organization_id', ${organizationId}::text))).*
    from jsonb_array_elements(${JSON.stringify(qr_codes)}::jsonb) as code`.execute(tx)
  if (used === null) return
  await tx
    .insertInto('link_allowances')
    .values({ organization_id: organizationId, link_id: linkId, used })
    .execute()
}

/** Takes a link out of an organization without its totals, which stay with its statistics. */
export const removeLinkRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  linkId: string,
): Promise<void> => {
  await tx
    .deleteFrom('links')
    .where('organization_id', '=', organizationId)
    .where('id', '=', linkId)
    .execute()
}
