import jsqr from 'jsqr'
import { PNG } from 'pngjs'
import qrcode from 'qrcode'
import { describe, expect, it } from 'vitest'
import { DEFAULT_QR_STYLE, ERROR_LEVELS, type QrStyle } from '#shared/contract/qr-codes.ts'
import { contrastOf, drawnLevel, drawQrSvg, isInverted, whyUnreadable } from '#shared/draw-qr-svg.ts'
import { isBlank, renderPng } from './render-picture.ts'

const solidPng = (width: number, height: number, [red, green, blue, alpha]: number[]): string => {
  const png = new PNG({ width, height })
  for (let at = 0; at < png.data.length; at += 4)
    png.data.set([red ?? 0, green ?? 0, blue ?? 0, alpha ?? 0], at)
  return `data:image/png;base64,${PNG.sync.write(png).toString('base64')}`
}

const LOGO = solidPng(300, 120, [200, 30, 30, 255])
const SHORT = 'https://go.example.com/abcdefg?qr=1'
const LONG = `https://a-rather-long-hostname.example.com/${'%E4%BD%A0'.repeat(40)}?qr=1`

// The decoder finds its threshold in blocks of 8 pixels, so modules must not be larger; cameras bring them in all sizes.
const MODULE_PIXELS = 6

const draw = (text: string, style: Partial<QrStyle>, logo: string | null = null): string => {
  const whole = { ...DEFAULT_QR_STYLE, ...style }
  const errorCorrectionLevel = drawnLevel(whole.error_level, logo !== null)
  const { modules } = qrcode.create(text, { errorCorrectionLevel })
  const size = style.size ?? MODULE_PIXELS * (modules.size + 2 * whole.margin)
  return drawQrSvg({ modules, style: { ...whole, size }, logo })
}

/** What a scanner reads; transparent parts are seen on white paper, as most codes are printed. */
const scan = async (svg: string): Promise<{ text: string | undefined; side: number }> => {
  const { data, width, height } = PNG.sync.read(await renderPng(svg))
  const onPaper = new Uint8ClampedArray(data.length)
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (data[at + 3] ?? 0) / 255
    for (const part of [0, 1, 2])
      onPaper[at + part] = Math.round((data[at + part] ?? 0) * alpha + 255 * (1 - alpha))
    onPaper[at + 3] = 255
  }
  expect(width).toBe(height)
  return { text: jsqr(onPaper, width, height)?.data, side: width }
}

describe('a drawn code is read back', () => {
  const colors: Partial<QrStyle>[] = [
    {},
    { foreground: '#0f766e', background: '#fdfcf9' },
    { foreground: '#7c2d12', background: '#fde68a' },
    { foreground: '#1d1b18', background: 'transparent' },
    { foreground: '#949494', background: '#ffffff' },
    { foreground: '#ffffff', background: '#000000' },
  ]
  const levels = ERROR_LEVELS.flatMap((error_level) => colors.map((color) => ({ ...color, error_level })))

  it.each(levels)('%o, plain and with a logo', async (style) => {
    for (const text of [SHORT, LONG])
      for (const logo of [null, LOGO]) expect((await scan(draw(text, style, logo))).text).toBe(text)
  })

  it.each([0, 1, 2, 4, 10, 20])('with a margin of %i modules, on paper', async (margin) => {
    const svg = draw(SHORT, { margin, size: 512 })
    expect(svg).toContain(`viewBox="${margin === 0 ? 0 : -margin} `)
    // A scanner sees the paper around a code.
    const onPaper = svg.replace(/^<svg /, '<svg x="40" y="40" ')
    const paper = `<svg xmlns="http://www.w3.org/2000/svg" width="592" height="592"><rect width="592" height="592" fill="#fff"/>${onPaper}</svg>`
    expect((await scan(paper)).text).toBe(SHORT)
  })

  it.each([64, 200, 1024, 3000])(
    'at a size of %i pixels, or larger where modules would be lost',
    async (size) => {
      const { text, side } = await scan(draw(SHORT, { size }))
      expect(text).toBe(SHORT)
      expect(side).toBe(size === 64 ? 2 * (29 + 8) : size)
    },
  )
})

describe('what a logo does', () => {
  it('raises the error correction to Q at least', () => {
    expect(ERROR_LEVELS.map((level) => drawnLevel(level, true))).toEqual(['Q', 'Q', 'Q', 'H'])
    expect(ERROR_LEVELS.map((level) => drawnLevel(level, false))).toEqual([...ERROR_LEVELS])
  })

  it('takes at most a fifth of the width, on a plate without modules', async () => {
    for (const text of [SHORT, LONG, 'x'.repeat(1000)]) {
      const svg = draw(text, { background: 'transparent' }, solidPng(10, 10, [255, 0, 0, 255]))
      const side = Number(/<image [^>]*width="(\d+)"/.exec(svg)?.[1])
      const [, all = 0] = /viewBox="-?\d+ -?\d+ (\d+)/.exec(svg) ?? []
      expect(side).toBeGreaterThanOrEqual(4)
      expect(side / (Number(all) - 8)).toBeLessThanOrEqual(0.2)
    }
  })
})

it('tells colours that can be read from those that cannot', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrastOf('#777777', '#777777')).toBe(1)
  const pairs: [string, string, boolean][] = [
    ['#000000', '#ffffff', true],
    ['#ffffff', '#000000', true],
    ['#949494', '#ffffff', true],
    ['#959595', '#ffffff', false],
    ['#ff0000', '#00ff00', false],
    ['#ffff00', 'transparent', false],
    ['#0f766e', 'transparent', true],
  ]
  for (const [foreground, background, isFine] of pairs)
    expect([foreground, background, whyUnreadable({ foreground, background }) === null]).toEqual([
      foreground,
      background,
      isFine,
    ])
  expect(isInverted({ foreground: '#ffffff', background: '#000000' })).toBe(true)
  expect(isInverted({ foreground: '#000000', background: 'transparent' })).toBe(false)
})

it('tells a picture from one that shows nothing', () => {
  expect(isBlank(LOGO)).toBe(false)
  expect(isBlank(solidPng(8, 8, [0, 0, 0, 0]))).toBe(true)
  expect(isBlank('data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA')).toBe(true)
})
