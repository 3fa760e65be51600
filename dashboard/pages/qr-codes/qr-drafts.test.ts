import { expect, it } from 'vitest'
import { DEFAULT_QR_STYLE } from '#shared/contract/qr-codes.ts'
import { whyUnreadable } from '#shared/draw-qr-svg.ts'
import { fileNameOf, hasColorsOf, QR_PRESETS } from './qr-drafts.ts'
import { pictureTypeOf } from './read-logo-file.ts'

it('offers presets that scanners can read, and knows which one is in use', () => {
  for (const preset of QR_PRESETS)
    expect([preset.name, whyUnreadable(preset.colors)]).toEqual([preset.name, null])
  const inUse = QR_PRESETS.filter((preset) =>
    hasColorsOf({ ...DEFAULT_QR_STYLE, background: '#FFFFFF' }, preset),
  )
  expect(inUse.map(({ name }) => name)).toEqual(['Black'])
})

it.each([
  ['Café — Tisch 4', 'cafe-tisch-4'],
  ['東京', 'qr-code'],
  ['../etc/passwd', 'etc-passwd'],
])('names the file of %s %s', (name, file) => expect(fileNameOf(name)).toBe(file))

it('tells pictures by their bytes', () => {
  expect(pictureTypeOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0))).toBe('image/png')
  expect(pictureTypeOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg')
  expect(pictureTypeOf(new TextEncoder().encode('<svg xmlns="…"/>'))).toBeNull()
  expect(pictureTypeOf(new Uint8Array())).toBeNull()
})
