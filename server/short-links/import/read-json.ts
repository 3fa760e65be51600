import { stringify } from 'csv-stringify/sync'
import { invalid } from '#server/kernel/errors.ts'

type Cells = Map<string, string>
const MAX_COLUMNS = 200

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const nameIn = (value: unknown): unknown => (isRecord(value) && 'name' in value ? value['name'] : value)

const toCell = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.length === 0 ? '' : JSON.stringify(value.map(nameIn))
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** One level of nesting becomes `outer.inner`; lists become JSON lists, of names where they hold named things. */
const flatten = (item: Record<string, unknown>): Cells => {
  const cells: Cells = new Map()
  for (const [name, value] of Object.entries(item)) {
    if (isRecord(value))
      for (const [inner, nested] of Object.entries(value)) cells.set(`${name}.${inner}`, toCell(nested))
    else cells.set(name, toCell(value))
  }
  return cells
}

/** Where the answers of Bitly, Dub, Kutt and Shlink keep their links. */
const findItems = (value: unknown): unknown[] | null => {
  if (Array.isArray(value)) return value
  if (!isRecord(value)) return null
  for (const name of ['shortUrls', 'links', 'data', 'urls', 'results']) {
    const found = name in value ? findItems(value[name]) : null
    if (found !== null) return found
  }
  return null
}

const parseLines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      try {
        return JSON.parse(line) as unknown
      } catch {
        throw invalid('content', `is no JSON that can be read (line ${index + 1})`)
      }
    })

const parseItems = (text: string): unknown[] => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return parseLines(text)
  }
  const items = findItems(value)
  if (items !== null) return items
  return isRecord(value) ? [value] : []
}

/** True for a text that starts as JSON does. */
export const looksLikeJson = (text: string): boolean => /^\ufeff?\s*[[{]/.test(text.slice(0, 1000))

const ROWS_AT_ONCE = 1000

const toCsv = (rows: string[][]): string =>
  stringify(rows, { record_delimiter: 'unix', quoted_match: /[\r;\t|]/ })

/**
 * The links of a JSON file (a list, JSON lines, or the answer of another shortener's API) as CSV text, whose columns
 * are all the fields that occur. @throws 400 on `content`.
 */
export const convertJson = (text: string): string => {
  const items = parseItems(text.replace(/^\ufeff/, ''))
  const columns = new Set<string>()
  for (const [index, item] of items.entries()) {
    if (!isRecord(item)) throw invalid('content', `holds something that is no link (item ${index + 1})`)
    for (const name of flatten(item).keys()) columns.add(name)
    if (columns.size > MAX_COLUMNS) throw invalid('content', `has more than ${MAX_COLUMNS} fields`)
  }
  const names = [...columns]
  const pieces = [toCsv([names])]
  // In pieces, so that the cells of the whole file never stand beside it in memory.
  for (let start = 0; start < items.length; start += ROWS_AT_ONCE) {
    const rows = items
      .slice(start, start + ROWS_AT_ONCE)
      .filter(isRecord)
      .map((item) => {
        const cells = flatten(item)
        return names.map((name) => cells.get(name) ?? '')
      })
    pieces.push(toCsv(rows))
  }
  return pieces.join('')
}
