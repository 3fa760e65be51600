import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** What is made of the instance's SECRET: sealing (XChaCha20-Poly1305 by the authentication library) and signing. */
export interface Secrets {
  seal(text: string): Promise<string>
  unseal(sealed: string): Promise<string>
  /** HMAC-SHA-256 in hex, keyed for one purpose (HKDF, RFC 5869). */
  sign(purpose: string, text: string): string
  /** 32 bytes for one purpose. */
  keyFor(purpose: string): Buffer
}

// Loaded on first use: it is slow to load and most commands seal nothing.
const cipher = () => import('better-auth/crypto')

export const createSecrets = (secret: string): Secrets => {
  const keys = new Map<string, Buffer>()
  const keyFor = (purpose: string): Buffer => {
    const known = keys.get(purpose)
    if (known !== undefined) return known
    const key = Buffer.from(hkdfSync('sha256', secret, 'guildhall', purpose, 32))
    keys.set(purpose, key)
    return key
  }
  const sealing = keyFor('seal').toString('hex')
  return {
    seal: async (text) => (await cipher()).symmetricEncrypt({ key: sealing, data: text }),
    unseal: async (sealed) => (await cipher()).symmetricDecrypt({ key: sealing, data: sealed }),
    sign: (purpose, text) => createHmac('sha256', keyFor(purpose)).update(text).digest('hex'),
    keyFor,
  }
}

/** A new 256-bit token in base64url; only its hash may be stored. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** SHA-256 of a token, in hex: what is stored and looked up. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Compares two texts in constant time. */
export const isSameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
