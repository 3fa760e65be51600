import { expect, test } from 'vitest'
import { decodeText } from './read-file.ts'

const utf16 = (text: string, isBigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}

test.each<[string, Uint8Array]>([
  ['UTF-8', Buffer.from('naïve 日本 😀')],
  ['UTF-8 with a mark', Buffer.from('\ufeffnaïve 日本 😀')],
  ['UTF-16, little end first', utf16('naïve 日本 😀', false)],
  ['UTF-16, big end first', utf16('naïve 日本 😀', true)],
])('%s is read as it was written', (_, bytes) => {
  expect(decodeText(bytes)).toBe('naïve 日本 😀')
})

test('what is no UTF-8 is read as Windows writes it', () => {
  expect(decodeText(Uint8Array.from([0x6e, 0x61, 0xef, 0x76, 0x65]))).toBe('naïve')
})
