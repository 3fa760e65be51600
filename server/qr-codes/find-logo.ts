import type { OrganizationContext } from '#server/kernel/context.ts'
import { findLogoRow } from './qr-code-queries.ts'
import { logoAddress } from './read-logo.ts'

/** The logo of a QR code of this organization as a data URL, or null. */
export const findLogo = async (ctx: OrganizationContext, id: string): Promise<string | null> => {
  const row = await findLogoRow(ctx.tx, ctx.organization.id, id)
  return row?.logo && row.logo_type !== null ? logoAddress({ bytes: row.logo, type: row.logo_type }) : null
}
