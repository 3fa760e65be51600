/** Bytes as text: UTF-8 or UTF-16 by its mark, else UTF-8, else the Windows code page that spreadsheets still write. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The text of a file that somebody chose. */
export const readFile = async (file: File): Promise<string> =>
  decodeText(new Uint8Array(await file.arrayBuffer()))
