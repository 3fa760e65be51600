import { Resvg, renderAsync } from '@resvg/resvg-js'

// No text is drawn, and looking for the system's fonts takes longer than all else.
const FONT = { loadSystemFonts: false }

/** An SVG as PNG of the SVG's own size. Drawn off the main thread. */
export const renderPng = async (svg: string): Promise<Buffer> => {
  const picture = await renderAsync(svg, { font: FONT })
  return picture.asPng()
}

const PROBE_SIDE = 64

/** True when a picture shows nothing: its data can't be decoded, or it is transparent all over. */
export const isBlank = (dataUrl: string): boolean => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${PROBE_SIDE}" height="${PROBE_SIDE}"><image href="${dataUrl}" width="${PROBE_SIDE}" height="${PROBE_SIDE}"/></svg>`
  const { pixels } = new Resvg(svg, { font: FONT, logLevel: 'off' }).render()
  for (let alpha = 3; alpha < pixels.length; alpha += 4) if (pixels[alpha] !== 0) return false
  return true
}
