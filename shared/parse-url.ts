/** The URL that a text is, or null. `URL.canParse` is not asked: Node 20 forgets letters like ü once it was called often. */
export const parseUrl = (text: string): URL | null => {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
