import { createHmac } from 'node:crypto'
import type { RawClick } from './raw-click.ts'

const UUID_BYTES = 16

/**
 * A visitor within one organization and month, as a UUID of 128 bits: HMAC-SHA-256 of organization, IP and user agent
 * under the month's salt. Nobody can compute it once the salt is forgotten, and it means nothing elsewhere.
 */
export const hashVisitor = (
  salt: Buffer,
  { organizationId, ip, userAgent }: Pick<RawClick, 'organizationId' | 'ip' | 'userAgent'>,
): string => {
  const hash = createHmac('sha256', salt)
    .update(`${organizationId}\n${ip}\n${userAgent}`)
    .digest()
    .subarray(0, UUID_BYTES)
    .toString('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-${hash.slice(12, 16)}-${hash.slice(16, 20)}-${hash.slice(20)}`
}
