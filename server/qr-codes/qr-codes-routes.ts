import type { Router } from '#server/http/router.ts'
import {
  createQrCode as createContract,
  deleteQrCode as deleteContract,
  drawQrCode as drawContract,
  drawLinkQrCode as drawLinkContract,
  getQrCode as getContract,
  listQrCodes as listContract,
  updateQrCode as updateContract,
} from '#shared/contract/qr-codes.ts'
import { drawLinkQrCode, drawQrCode } from './draw-qr-code.ts'
import { createQrCode, deleteQrCode, updateQrCode } from './edit-qr-codes.ts'
import { getQrCode, listQrCodes } from './list-qr-codes.ts'

export const registerQrCodesRoutes = (router: Router): void => {
  router.organization(listContract, (ctx, { query }) => listQrCodes(ctx, query))
  router.organization(createContract, (ctx, { body }) => createQrCode(ctx, body))
  router.organization(getContract, (ctx, { params }) => getQrCode(ctx, params.qrCodeId))
  router.organization(updateContract, (ctx, { params, body }) => updateQrCode(ctx, params.qrCodeId, body))
  router.organization(deleteContract, (ctx, { params }) => deleteQrCode(ctx, params.qrCodeId))
  router.organization(drawContract, (ctx, { params, query }) => drawQrCode(ctx, params.qrCodeId, query))
  router.organization(drawLinkContract, (ctx, { params, query }) => drawLinkQrCode(ctx, params.linkId, query))
}
