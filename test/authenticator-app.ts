import { createOTP } from '@better-auth/utils/otp'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

const fromBase32 = (text: string): string => {
  const bits = [...text.replace(/=+$/, '')]
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const bytes = bits.match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))).toString('utf8')
}

/** What an authenticator app shows now for the scanned address. */
export const readCode = (otpauthUrl: string): Promise<string> => {
  const secret = new URL(otpauthUrl).searchParams.get('secret') ?? ''
  return createOTP(fromBase32(secret)).totp()
}

/** A code that is wrong for sure. */
export const wrongCode = (right: string): string => (right === '000000' ? '000001' : '000000')
