import { z } from 'zod'
import {
  color,
  confirmation,
  fields,
  idOf,
  instant,
  line,
  organizationId,
  organizationParams,
  pageOf,
  pageQuery,
} from './fields.ts'
import { linkId } from './link-fields.ts'
import { linkParams } from './links.ts'
import { defineRoute } from './route.ts'

const tag = 'QR codes'
const qrCodeId = idOf('qr')
const qrCodeParams = fields({ orgId: organizationId, qrCodeId })

/** Error correction of ISO/IEC 18004: about 7, 15, 25, 30 %. */
export const ERROR_LEVELS = ['L', 'M', 'Q', 'H'] as const

const styleFields = {
  foreground: color.describe('Contrast with the background (transparent: with white) is at least 3:1'),
  background: z.union([color, z.literal('transparent')]),
  margin: z.number().int().min(0).max(20).describe('Modules; scanners want 4'),
  error_level: z.enum(ERROR_LEVELS).describe('With a logo, a code is drawn with Q at least'),
  size: z
    .number()
    .int()
    .min(64)
    .max(4096)
    .describe('Pixels, for PNG; drawn with two for each module at least'),
}

export const qrStyle = fields({
  foreground: styleFields.foreground.default('#000000'),
  background: styleFields.background.default('#ffffff'),
  margin: styleFields.margin.default(4),
  error_level: styleFields.error_level.default('M'),
  size: styleFields.size.default(1024),
})
export type QrStyle = z.output<typeof qrStyle>
export const DEFAULT_QR_STYLE: QrStyle = {
  foreground: '#000000',
  background: '#ffffff',
  margin: 4,
  error_level: 'M',
  size: 1024,
}

export const MAX_LOGO_BYTES = 200_000
/** Pixels of each side. */
export const MAX_LOGO_SIDE = 2000

/** PNG or JPEG up to 200 kB and 2000 pixels a side, as a data URL. */
export const qrLogo = z
  .string()
  .max(280_000)
  .regex(/^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+=*$/, 'must be a PNG or JPEG picture as a data URL')

export const qrCode = fields({
  id: qrCodeId,
  name: z.string(),
  link: fields({
    id: linkId,
    short_url: z.string(),
    qr_url: z.string().describe('What the code holds'),
    title: z.string(),
  }),
  style: qrStyle,
  has_logo: z.boolean(),
  scans: z.number().int().describe("Scans of the link: all of a link's codes hold the same address"),
  created_at: instant,
  updated_at: instant,
  can: fields({ update: z.boolean(), delete: z.boolean() }),
})

export const listQrCodes = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/qr-codes',
  access: 'organization',
  tag,
  summary: 'List saved QR codes, newest first',
  permission: 'qr_codes.read',
  params: organizationParams,
  query: fields({ ...pageQuery, link_id: linkId.optional(), search: line(200, 0).optional() }),
  response: pageOf(qrCode),
})

export const getQrCode = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/qr-codes/:qrCodeId',
  access: 'organization',
  tag,
  summary: 'Get a saved QR code with its logo',
  permission: 'qr_codes.read',
  params: qrCodeParams,
  response: fields({ ...qrCode.shape, logo: z.string().nullable().describe('As a data URL') }),
})

export const createQrCode = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/qr-codes',
  access: 'organization',
  tag,
  summary: 'Save a QR code of a link',
  permission: 'qr_codes.create',
  params: organizationParams,
  body: fields({
    link_id: linkId,
    name: line(100),
    style: qrStyle.prefault({}),
    logo: qrLogo.nullable().default(null),
  }),
  response: qrCode,
  status: 201,
  idempotent: true,
  bodyLimitBytes: 400 * 1024,
})

export const updateQrCode = defineRoute({
  method: 'PATCH',
  path: '/api/organizations/:orgId/qr-codes/:qrCodeId',
  access: 'organization',
  tag,
  summary: 'Change a saved QR code; printed ones go on working',
  permission: 'qr_codes.update',
  params: qrCodeParams,
  body: fields({
    name: line(100).optional(),
    style: fields({
      foreground: styleFields.foreground.optional(),
      background: styleFields.background.optional(),
      margin: styleFields.margin.optional(),
      error_level: styleFields.error_level.optional(),
      size: styleFields.size.optional(),
    })
      .optional()
      .describe('What is left out stays as it is'),
    logo: qrLogo.nullable().optional(),
  }),
  response: qrCode,
  bodyLimitBytes: 400 * 1024,
})

export const deleteQrCode = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/qr-codes/:qrCodeId',
  access: 'organization',
  tag,
  summary: 'Delete a saved QR code; printed ones go on working',
  permission: 'qr_codes.delete',
  params: qrCodeParams,
  response: confirmation,
})

const pictureFormat = z.enum(['png', 'svg'])

export const drawQrCode = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/qr-codes/:qrCodeId/picture',
  access: 'organization',
  tag,
  summary: 'The picture of a saved QR code',
  permission: 'qr_codes.read',
  params: qrCodeParams,
  query: fields({
    format: pictureFormat.default('png'),
    size: z.coerce.number().int().min(64).max(4096).optional(),
    version: line(40, 0)
      .optional()
      .describe('Means nothing: another one makes browsers read the picture again'),
  }),
  produces: 'image/png',
})

export const drawLinkQrCode = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/links/:linkId/qr-code',
  access: 'organization',
  tag,
  summary: "The picture of a link's QR code, in a style given with the request",
  permission: 'links.read',
  params: linkParams,
  query: fields({
    format: pictureFormat.default('png'),
    foreground: color.optional(),
    background: z.union([color, z.literal('transparent')]).optional(),
    margin: z.coerce.number().int().min(0).max(20).optional(),
    error_level: z.enum(ERROR_LEVELS).optional(),
    size: z.coerce.number().int().min(64).max(4096).optional(),
  }),
  produces: 'image/png',
})
