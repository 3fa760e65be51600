import { createHash } from 'node:crypto'
import { hashToken, newToken } from '#server/kernel/secrets.ts'

export type KeyKind = 'personal' | 'service'

const PREFIXES: Record<KeyKind, string> = { personal: 'gh_pk_', service: 'gh_sk_' }
const SHOWN = 12
const SHAPE = /^gh_[ps]k_[\w-]{43}[0-9a-f]{6}$/

const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 6)

/** A new key: `secret` is shown once, `hash` stored, `prefix` shown to recognise it by. */
export const makeKey = (kind: KeyKind): { secret: string; hash: string; prefix: string } => {
  const body = `${PREFIXES[kind]}${newToken()}`
  const secret = `${body}${checksumOf(body)}`
  return { secret, hash: hashToken(secret), prefix: secret.slice(0, SHOWN) }
}

/** Whether a text can be a key of that kind: prefix, length and checksum. Needs no database, as secret scanners. */
export const isKeyShaped = (kind: KeyKind, text: string): boolean =>
  text.startsWith(PREFIXES[kind]) && SHAPE.test(text) && checksumOf(text.slice(0, -6)) === text.slice(-6)
