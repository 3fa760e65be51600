import {
  DEFAULT_QR_STYLE,
  type getQrCode,
  type listQrCodes,
  type QrStyle,
} from '#shared/contract/qr-codes.ts'
import type { RouteResponse } from '#shared/contract/route.ts'

export type QrCode = RouteResponse<typeof listQrCodes>['data'][number]
export type QrCodeWithLogo = RouteResponse<typeof getQrCode>

/** What of a link a QR code needs. */
export interface QrLink {
  id: string
  short_url: string
  qr_url: string
  title: string
}

/** How a code looks, while it is being designed. */
export interface QrDraft {
  style: QrStyle
  /** As a data URL. */
  logo: string | null
}

export const NEW_DRAFT: QrDraft = { style: DEFAULT_QR_STYLE, logo: null }

export interface QrPreset {
  name: string
  colors: Pick<QrStyle, 'foreground' | 'background'>
}

export const QR_PRESETS: readonly QrPreset[] = [
  { name: 'Black', colors: { foreground: '#000000', background: '#ffffff' } },
  { name: 'Ink on paper', colors: { foreground: '#1d1b18', background: '#fdfcf9' } },
  { name: 'Teal', colors: { foreground: '#0f766e', background: '#ffffff' } },
  { name: 'Navy', colors: { foreground: '#1e3a8a', background: '#ffffff' } },
  { name: 'Berry', colors: { foreground: '#831843', background: '#fdf2f8' } },
  { name: 'Coffee', colors: { foreground: '#7c2d12', background: '#fef3c7' } },
  { name: 'Without ground', colors: { foreground: '#000000', background: 'transparent' } },
]

/** True when a style has a preset's colours. */
export const hasColorsOf = (style: QrStyle, { colors }: QrPreset): boolean =>
  style.foreground.toLowerCase() === colors.foreground && style.background.toLowerCase() === colors.background

/** A short address without its scheme, as people say it. */
export const spoken = (shortUrl: string): string => shortUrl.replace(/^https?:\/\//, '')

/** A file's name for a code: letters, digits and hyphens. */
export const fileNameOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gi, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase() || 'qr-code'
