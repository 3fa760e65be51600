import type { QrStyle } from './contract/qr-codes.ts'

/** The modules of a QR code, row by row; 1 is dark. As the library `qrcode` makes them. */
export interface QrModules {
  size: number
  data: ArrayLike<number>
}

export type QrColors = Pick<QrStyle, 'foreground' | 'background'>

const MIN_CONTRAST = 3
const WHITE = '#ffffff'

/** Relative luminance of a colour like #0f766e (WCAG 2.2). */
const luminanceOf = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(color.slice(start, start + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours like #0f766e, 1 to 21 (WCAG 2.2). */
export const contrastOf = (one: string, other: string): number => {
  const [light, dark] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Why scanners could not read these colours; null when they can. A transparent background counts as white. */
export const whyUnreadable = ({ foreground, background }: QrColors): string | null => {
  const behind = background === 'transparent' ? WHITE : background
  const contrast = contrastOf(foreground, behind)
  if (contrast >= MIN_CONTRAST) return null
  const against =
    background === 'transparent' ? 'white, which is what lies behind most codes' : 'the background'
  return `must have a contrast of at least 3:1 with ${against}; it is ${contrast.toFixed(1)}:1`
}

/** True for light modules on a dark ground: some older scanners don't read those. */
export const isInverted = ({ foreground, background }: QrColors): boolean =>
  background !== 'transparent' && luminanceOf(foreground) > luminanceOf(background)

/** The error correction a code is drawn with: Q at least where a logo covers its middle. */
export const drawnLevel = (level: QrStyle['error_level'], hasLogo: boolean): QrStyle['error_level'] =>
  hasLogo && (level === 'L' || level === 'M') ? 'Q' : level

/** Modules left out in the middle, each way: one more than the logo, which takes at most a fifth of the width. */
const clearedModules = (size: number): number => {
  const most = Math.floor(size / 5) + 1
  return most % 2 === size % 2 ? most : most - 1
}

/** One path with a stroke for each run of dark modules; those under the logo's plate are left out. */
const pathOf = ({ size, data }: QrModules, hasLogo: boolean): string => {
  const cleared = hasLogo ? clearedModules(size) : 0
  const first = (size - cleared) / 2
  const isCleared = (at: number): boolean => at >= first && at < first + cleared
  const isDark = (x: number, y: number): boolean =>
    x < size && data[y * size + x] === 1 && !(isCleared(x) && isCleared(y))
  const runs: string[] = []
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!isDark(x, y)) continue
      const start = x
      while (isDark(x + 1, y)) x += 1
      runs.push(`M${start} ${y}h${x + 1 - start}v1h-${x + 1 - start}z`)
    }
  }
  return runs.join('')
}

interface Drawing {
  modules: QrModules
  style: QrStyle
  /** As a data URL of a PNG or JPEG. */
  logo: string | null
}

/** The side of the picture in pixels: as asked for, and two for each module at least. */
const drawnSize = ({ modules, style }: Pick<Drawing, 'modules' | 'style'>): number =>
  Math.max(style.size, 2 * (modules.size + 2 * style.margin))

/** The code as SVG. What it is made of must have been checked: colours and logo are written as they are. */
export const drawQrSvg = ({ modules, style, logo }: Drawing): string => {
  const { size } = modules
  const { foreground, background, margin } = style
  const side = size + 2 * margin
  const pixels = drawnSize({ modules, style })
  const ground =
    background === 'transparent'
      ? ''
      : `<path fill="${background}" d="M${-margin} ${-margin}h${side}v${side}h-${side}z"/>`
  const logoSide = clearedModules(size) - 1
  const at = (size - logoSide) / 2
  const picture =
    logo === null
      ? ''
      : `<image href="${logo}" x="${at}" y="${at}" width="${logoSide}" height="${logoSide}" preserveAspectRatio="xMidYMid meet"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="${-margin} ${-margin} ${side} ${side}">${ground}<path fill="${foreground}" shape-rendering="crispEdges" d="${pathOf(modules, logo !== null)}"/>${picture}</svg>`
}
