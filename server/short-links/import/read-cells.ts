const parseList = (cell: string): string[] | null => {
  if (!cell.startsWith('[')) return null
  try {
    const value: unknown = JSON.parse(cell)
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : null
  } catch {
    return null
  }
}

/** Names in a cell: a JSON list, or separated by `|`, or by commas or semicolons; each once, whatever its case. */
export const readNames = (cell: string): string[] => {
  const parts = parseList(cell) ?? cell.split(cell.includes('|') ? '|' : /[,;]/)
  const names = new Map<string, string>()
  for (const part of parts) {
    const name = part.replace(/\s+/g, ' ').trim()
    if (name !== '' && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
  }
  return [...names.values()]
}

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The slug in a short address, with or without its scheme: `https://dub.sh/a?b` → `a`; null where there is none. */
export const readSlug = (cell: string): string | null => {
  const address = parseList(cell)?.[0] ?? cell
  const path = address.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[?#].*$/s, '')
  const start = path.indexOf('/')
  const slug = start === -1 ? '' : decode(path.slice(start + 1)).replace(/\/+$/, '')
  return slug === '' ? null : slug
}

const YES = new Set(['true', 'yes', 'y', '1', 'on'])
const NO = new Set(['false', 'no', 'n', '0', 'off'])

/** True or false as people and programs write it; null for anything else. */
export const readTruth = (cell: string): boolean | null => {
  const text = cell.toLowerCase()
  return YES.has(text) ? true : NO.has(text) ? false : null
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?/
const OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i

/** An instant as ISO 8601 writes it, also without the time or the zone (then UTC); null for anything else. */
export const readInstant = (cell: string): string | null => {
  const [date] = DATE.exec(cell) ?? []
  if (date === undefined) return null
  const rest = cell.slice(date.length).trim()
  if (rest !== '' && !OFFSET.test(rest)) return null
  const time = date.length === 10 ? `${date}T00:00:00` : date.replace(' ', 'T')
  const at = new Date(`${time}${rest === '' ? 'Z' : rest.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** A cell as our own files write it, without the apostrophe that keeps spreadsheets from running it as a formula. */
export const withoutApostrophe = (cell: string): string =>
  cell.replace(/^'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/, '')
