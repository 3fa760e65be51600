import { createHmac } from 'node:crypto'
import type { RawClick } from './raw-click.ts'

const HEX_DIGITS = 32

/**
 * A visitor within one organization and month, as the 32 hexadecimal digits of 128 bits: HMAC-SHA-256 of organization, IP
 * and user agent under the month's salt. Nobody can compute it once the salt is forgotten, and it means nothing elsewhere.
 */
export const hashVisitor = (
  salt: Buffer,
  { organizationId, ip, userAgent }: Pick<RawClick, 'organizationId' | 'ip' | 'userAgent'>,
): string =>
  createHmac('sha256', salt)
    .update(`${organizationId}\n${ip}\n${userAgent}`)
    .digest('hex')
    .slice(0, HEX_DIGITS)
