import { invalid } from '#server/kernel/errors.ts'
import { MAX_LOGO_BYTES, MAX_LOGO_SIDE } from '#shared/contract/qr-codes.ts'
import { isBlank } from './render-picture.ts'

export interface Logo {
  type: 'image/png' | 'image/jpeg'
  bytes: Buffer
}

interface Dimensions {
  width: number
  height: number
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** From the header chunk, which comes first (PNG, RFC 2083 §4.1.1). */
const measurePng = (bytes: Buffer): Dimensions | null =>
  bytes.length >= 24 && bytes.toString('latin1', 12, 16) === 'IHDR'
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : null

/** Start of frame: C0 to CF, of which C4, C8 and CC mean something else (ITU-T T.81, table B.1). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

const measureJpeg = (bytes: Buffer): Dimensions | null => {
  let at = 2
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1)
    if (isFrame(marker)) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    const isFill = marker === 0xff
    at += isFill ? 1 : 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

const typeOf = (bytes: Buffer): Logo['type'] | null => {
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return 'image/png'
  return bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff ? 'image/jpeg' : null
}

const refuse = (rule: string): never => {
  throw invalid('logo', rule)
}

/** A logo as it is embedded in pictures. */
export const logoAddress = ({ type, bytes }: Logo): string =>
  `data:${type};base64,${bytes.toString('base64')}`

/** The picture of a data URL. What the bytes are decides, not what the address says. @throws 400 on field `logo`. */
export const readLogo = (dataUrl: string): Logo => {
  const bytes = Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64')
  if (bytes.length > MAX_LOGO_BYTES) return refuse('must not be larger than 200 kB')
  const type = typeOf(bytes)
  if (type === null) return refuse('must be a PNG or JPEG picture; this file is something else')
  const measured = type === 'image/png' ? measurePng(bytes) : measureJpeg(bytes)
  if (measured === null || measured.width === 0 || measured.height === 0)
    return refuse('must be a PNG or JPEG picture; this one is damaged')
  const { width, height } = measured
  if (width > MAX_LOGO_SIDE || height > MAX_LOGO_SIDE)
    return refuse(`must not be larger than ${MAX_LOGO_SIDE} pixels a side; it is ${width} × ${height}`)
  const logo: Logo = { type, bytes }
  if (isBlank(logoAddress(logo))) return refuse('must show something; this picture is damaged or empty')
  return logo
}
