import type { AuthorizedOrganizationId } from '#server/kernel/context.ts'
import type { Transaction } from '#server/kernel/database/database.ts'
import type { QrStyle } from '#shared/contract/qr-codes.ts'

export interface QrCodeRow {
  organization_id: string
  id: string
  link_id: string
  name: string
  style: unknown
  has_logo: boolean
  created_at: Date
  updated_at: Date
}

const codes = (tx: Transaction, organizationId: AuthorizedOrganizationId) =>
  tx
    .selectFrom('qr_codes')
    .where('qr_codes.organization_id', '=', organizationId)
    .select([
      'qr_codes.organization_id',
      'qr_codes.id',
      'qr_codes.link_id',
      'qr_codes.name',
      'qr_codes.style',
      'qr_codes.created_at',
      'qr_codes.updated_at',
    ])
    .select((eb) => eb('qr_codes.logo', 'is not', null).as('has_logo'))

/** A QR code of this organization without its logo's bytes, or undefined. */
export const findQrCodeRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<QrCodeRow | undefined> => {
  const row = await codes(tx, organizationId).where('qr_codes.id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : { ...row, has_logo: Boolean(row.has_logo) }
}

/** The logo of a QR code, or undefined. */
export const findLogoRow = (tx: Transaction, organizationId: AuthorizedOrganizationId, id: string) =>
  tx
    .selectFrom('qr_codes')
    .select(['logo', 'logo_type'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()

/** One page of QR codes, newest first, with the number of all that match; searched in name, slug and title. */
export const listQrCodeRows = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  filter: { search: string; linkId: string | undefined; page: number; limit: number },
): Promise<{ rows: QrCodeRow[]; total: number }> => {
  const pattern = `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`
  const matching = codes(tx, organizationId)
    .innerJoin('links', (join) =>
      join
        .onRef('links.organization_id', '=', 'qr_codes.organization_id')
        .onRef('links.id', '=', 'qr_codes.link_id'),
    )
    .$if(filter.linkId !== undefined, (query) => query.where('qr_codes.link_id', '=', filter.linkId ?? ''))
    .$if(filter.search !== '', (query) =>
      query.where((eb) =>
        eb.or([
          eb('qr_codes.name', 'ilike', pattern),
          eb('links.slug', 'ilike', pattern),
          eb('links.title', 'ilike', pattern),
        ]),
      ),
    )
  const counted = await matching
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching
    .orderBy('qr_codes.created_at', 'desc')
    .orderBy('qr_codes.id', 'desc')
    .limit(filter.limit)
    .offset((filter.page - 1) * filter.limit)
    .execute()
  return {
    rows: rows.map((row) => ({ ...row, has_logo: Boolean(row.has_logo) })),
    total: Number(counted.total),
  }
}

/** Inserts a QR code. */
export const insertQrCode = async (
  tx: Transaction,
  values: {
    organization_id: AuthorizedOrganizationId
    id: string
    link_id: string
    name: string
    style: QrStyle
    logo: Buffer | null
    logo_type: 'image/png' | 'image/jpeg' | null
    created_by: string | null
    created_at: Date
  },
): Promise<void> => {
  await tx
    .insertInto('qr_codes')
    .values({ ...values, style: JSON.stringify(values.style), updated_at: values.created_at })
    .execute()
}

export interface QrCodeChanges {
  name?: string
  style?: QrStyle
  logo?: { bytes: Buffer; type: 'image/png' | 'image/jpeg' } | null
}

/** Writes what is given. */
export const updateQrCodeRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
  { name, style, logo }: QrCodeChanges,
  updatedAt: Date,
): Promise<void> => {
  await tx
    .updateTable('qr_codes')
    .set({
      updated_at: updatedAt,
      ...(name === undefined ? {} : { name }),
      ...(style === undefined ? {} : { style: JSON.stringify(style) }),
      ...(logo === undefined ? {} : { logo: logo?.bytes ?? null, logo_type: logo?.type ?? null }),
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Deletes a QR code. */
export const deleteQrCodeRow = async (
  tx: Transaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<void> => {
  await tx.deleteFrom('qr_codes').where('organization_id', '=', organizationId).where('id', '=', id).execute()
}
