import type { z } from 'zod'
import { qrUrlOf } from '#server/addresses/short-url.ts'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import { findLinkTargets } from '#server/short-links/find-links.ts'
import { countScans } from '#server/visits/count-scans.ts'
import { type qrCode, qrStyle } from '#shared/contract/qr-codes.ts'
import { findQrCodeRow, type QrCodeRow } from './qr-code-queries.ts'

type QrCode = z.output<typeof qrCode>

/** A QR code of this organization. @throws 404. */
export const findQrCode = async (ctx: OrganizationContext, id: string): Promise<QrCodeRow> => {
  const row = await findQrCodeRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('QR code')
  return row
}

/** QR codes as the contract shows them, each with its link. */
export const presentQrCodes = async (
  ctx: OrganizationContext,
  rows: readonly QrCodeRow[],
): Promise<QrCode[]> => {
  const linkIds = [...new Set(rows.map((row) => row.link_id))]
  const links = await findLinkTargets(ctx, linkIds)
  const scans = await countScans(ctx, linkIds)
  const abilities = { update: can(ctx, 'qr_codes.update'), delete: can(ctx, 'qr_codes.delete') }
  return rows.flatMap((row) => {
    const link = links.get(row.link_id)
    if (link === undefined) return []
    return {
      id: row.id,
      name: row.name,
      link: { ...link, qr_url: qrUrlOf(link.short_url) },
      style: qrStyle.parse(row.style),
      has_logo: row.has_logo,
      scans: scans.get(row.link_id) ?? 0,
      created_at: row.created_at.toISOString(),
      updated_at: row.updated_at.toISOString(),
      can: abilities,
    }
  })
}

/** One QR code, as it stands now. @throws 404. */
export const presentQrCode = async (ctx: OrganizationContext, id: string): Promise<QrCode> => {
  const [shown] = await presentQrCodes(ctx, [await findQrCode(ctx, id)])
  if (shown === undefined) throw notFound('QR code')
  return shown
}
