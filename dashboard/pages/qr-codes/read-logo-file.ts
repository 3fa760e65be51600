import { MAX_LOGO_BYTES, MAX_LOGO_SIDE } from '#shared/contract/qr-codes.ts'

const STARTS = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff],
}

/** What a file is by its first bytes, whatever its name says; null for anything but PNG and JPEG. */
export const pictureTypeOf = (bytes: Uint8Array): 'image/png' | 'image/jpeg' | null => {
  const startsWith = (start: readonly number[]) => start.every((byte, index) => bytes[index] === byte)
  if (startsWith(STARTS.png)) return 'image/png'
  return startsWith(STARTS.jpeg) ? 'image/jpeg' : null
}

const asDataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(new Error('The file could not be read.'))
    reader.readAsDataURL(blob)
  })

const measure = (address: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const picture = new Image()
    picture.onload = () => resolve(picture)
    picture.onerror = () => reject(new Error('This picture is damaged.'))
    picture.src = address
  })

/** A file as a logo's data URL. Throws an Error whose message says what is wrong with it. */
export async function readLogoFile(file: File): Promise<string> {
  if (file.size > MAX_LOGO_BYTES)
    throw new Error(
      `A logo has at most 200 kB; this file has ${Math.ceil(file.size / 1000).toLocaleString()} kB.`,
    )
  const bytes = await file.arrayBuffer()
  const type = pictureTypeOf(new Uint8Array(bytes))
  if (type === null) throw new Error('A logo is a PNG or JPEG picture; this file is something else.')
  const address = await asDataUrl(new Blob([bytes], { type }))
  const { naturalWidth: width, naturalHeight: height } = await measure(address)
  if (width > MAX_LOGO_SIDE || height > MAX_LOGO_SIDE)
    throw new Error(
      `A logo has at most ${MAX_LOGO_SIDE.toLocaleString()} pixels a side; this one is ${width} × ${height}.`,
    )
  return address
}
