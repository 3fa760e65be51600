import qrcode from 'qrcode'
import type { z } from 'zod'
import { qrUrlOf } from '#server/addresses/short-url.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { invalid, notFound } from '#server/kernel/errors.ts'
import { StreamedAnswer } from '#server/kernel/streamed-answer.ts'
import { findLinkTargets } from '#server/short-links/find-links.ts'
import {
  DEFAULT_QR_STYLE,
  type drawQrCode as drawContract,
  type drawLinkQrCode as drawLinkContract,
  type QrStyle,
  qrStyle,
} from '#shared/contract/qr-codes.ts'
import { drawnLevel, drawQrSvg, whyUnreadable } from '#shared/draw-qr-svg.ts'
import { findLogo } from './find-logo.ts'
import { findQrCode } from './present-qr-code.ts'
import { renderPng } from './render-picture.ts'

type PictureAnswer = StreamedAnswer<string | Uint8Array>

interface Picture {
  shortUrl: string
  style: QrStyle
  logo: string | null
  format: 'png' | 'svg'
}

/** Drawn while it is sent, after the transaction: a large picture holds no connection to the database. */
async function* draw({ shortUrl, style, logo, format }: Picture): AsyncGenerator<string | Uint8Array> {
  const errorCorrectionLevel = drawnLevel(style.error_level, logo !== null)
  const { modules } = qrcode.create(qrUrlOf(shortUrl), { errorCorrectionLevel })
  const svg = drawQrSvg({ modules, style, logo })
  yield format === 'svg' ? svg : await renderPng(svg)
}

const answer = (picture: Picture): PictureAnswer => {
  const slug = picture.shortUrl.slice(picture.shortUrl.lastIndexOf('/') + 1)
  const contentType = picture.format === 'svg' ? 'image/svg+xml; charset=utf-8' : 'image/png'
  return new StreamedAnswer(contentType, `qr-${slug}.${picture.format}`, draw(picture), { isShown: true })
}

const findShortUrl = async (ctx: OrganizationContext, linkId: string): Promise<string> => {
  const link = (await findLinkTargets(ctx, [linkId])).get(linkId)
  if (link === undefined) throw notFound('link')
  return link.short_url
}

/** The picture of a saved QR code. @throws 404, 403 without `qr_codes.read`. */
export const drawQrCode = async (
  ctx: OrganizationContext,
  id: string,
  { format, size }: z.output<typeof drawContract.query>,
): Promise<PictureAnswer> => {
  authorize(ctx, 'qr_codes.read')
  const row = await findQrCode(ctx, id)
  const style = qrStyle.parse(row.style)
  return answer({
    shortUrl: await findShortUrl(ctx, row.link_id),
    style: { ...style, size: size ?? style.size },
    logo: await findLogo(ctx, id),
    format,
  })
}

/** A link's code in the style asked for. @throws 404, 403 without `links.read`, 400 on `foreground`. */
export const drawLinkQrCode = async (
  ctx: OrganizationContext,
  linkId: string,
  { format, ...asked }: z.output<typeof drawLinkContract.query>,
): Promise<PictureAnswer> => {
  authorize(ctx, 'links.read')
  const style: QrStyle = {
    foreground: asked.foreground ?? DEFAULT_QR_STYLE.foreground,
    background: asked.background ?? DEFAULT_QR_STYLE.background,
    margin: asked.margin ?? DEFAULT_QR_STYLE.margin,
    error_level: asked.error_level ?? DEFAULT_QR_STYLE.error_level,
    size: asked.size ?? DEFAULT_QR_STYLE.size,
  }
  const problem = whyUnreadable(style)
  if (problem !== null) throw invalid('foreground', problem)
  return answer({ shortUrl: await findShortUrl(ctx, linkId), style, logo: null, format })
}
