const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}]/gu
// Overrides of the reading direction, zero-width signs and the like; the joiners of scripts and emoji (U+200C, U+200D) stay.
const FORMATTING = /(?![\u200c\u200d])\p{Cf}/gu
const UNPAIRED = /\p{Cs}/gu

/** Cuts at a whole visible sign; `max` counts code points, so a pile of combining marks is cut too. */
const cut = (text: string, max: number): string => {
  if (text.length <= max) return text
  let kept = ''
  let count = 0
  for (const { segment } of new Intl.Segmenter('en').segment(text.slice(0, max * 4))) {
    count += [...segment].length
    if (count >= max) return `${kept.trimEnd()}…`
    kept += segment
  }
  return kept
}

/** What people typed, as one line that can hurt neither a header nor the reading direction. */
export const cleanLine = (text: string, max: number): string =>
  cut(
    text
      .normalize('NFC')
      .replace(INVISIBLE, ' ')
      .replace(FORMATTING, '')
      .replace(UNPAIRED, '')
      .replace(/\s+/gu, ' ')
      .trim(),
    max,
  )

/** Several lines of what people typed; blank lines at the ends and more than one in a row are dropped. */
export const cleanLines = (text: string, max: number, maxLines: number): string[] => {
  const lines = text.slice(0, max * 4).split(/\r\n|[\n\r\u2028\u2029]/u)
  const cleaned = lines.map((line) => cleanLine(line, max))
  const kept = cleaned.filter((line, at) => line !== '' || (at > 0 && cleaned[at - 1] !== ''))
  while (kept.at(-1) === '') kept.pop()
  const result: string[] = []
  let left = max
  for (const line of kept) {
    if (left <= 0 || result.length === maxLines) return [...result, '…']
    const shown = cut(line, left)
    result.push(shown)
    left -= shown.length
  }
  return result
}

const PLAIN_ADDRESS = /^[a-z0-9._%+-]+@[a-z0-9.-]+$/i

/**
 * Keeps mail programs from turning words of a name or message into links: an invisible non-joiner follows each dot,
 * colon, slash and at sign of a word. Plain e-mail addresses stay as they are, to be copied.
 */
export const breakLinks = (text: string): string =>
  text
    .split(' ')
    .map((word) => (PLAIN_ADDRESS.test(word) ? word : word.replace(/[.:/@。．｡](?=\S)/gu, '$&\u200c')))
    .join(' ')
