import type { z } from 'zod'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { getQrCode as getContract, listQrCodes as listContract } from '#shared/contract/qr-codes.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { findLogo } from './find-logo.ts'
import { presentQrCode, presentQrCodes } from './present-qr-code.ts'
import { listQrCodeRows } from './qr-code-queries.ts'

/** QR codes, newest first. @throws 403 without `qr_codes.read`. */
export const listQrCodes = async (
  ctx: OrganizationContext,
  query: z.output<typeof listContract.query>,
): Promise<RouteResponse<typeof listContract>> => {
  authorize(ctx, 'qr_codes.read')
  const { rows, total } = await listQrCodeRows(ctx.tx, ctx.organization.id, {
    search: query.search ?? '',
    linkId: query.link_id,
    page: query.page,
    limit: query.limit,
  })
  return { data: await presentQrCodes(ctx, rows), page: query.page, limit: query.limit, total }
}

/** One QR code with its logo. @throws 404, 403 without `qr_codes.read`. */
export const getQrCode = async (
  ctx: OrganizationContext,
  id: string,
): Promise<RouteResponse<typeof getContract>> => {
  authorize(ctx, 'qr_codes.read')
  return { ...(await presentQrCode(ctx, id)), logo: await findLogo(ctx, id) }
}
