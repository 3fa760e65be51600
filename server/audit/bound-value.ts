const MAX_TEXT = 1000
const MAX_ITEMS = 50
const MAX_DEPTH = 4

/** Text as the database can keep it (no NUL, no lone surrogates), at most `max` characters; a cut is told. */
export const boundText = (text: string, max = MAX_TEXT): string => {
  const sound = Buffer.from(text.slice(0, max + 1))
    .toString()
    .replaceAll('\0', '\uFFFD')
  return text.length <= max ? sound : `${sound.slice(0, max)}… (cut, ${text.length} characters)`
}

const boundList = (values: unknown[], depth: number): unknown[] => {
  const kept = values.slice(0, MAX_ITEMS).map((value) => boundValue(value, depth))
  return values.length <= MAX_ITEMS ? kept : [...kept, `… (cut, ${values.length} items)`]
}

const boundFields = (record: object, depth: number): Record<string, unknown> => {
  const pairs = Object.entries(record).filter(([, value]) => value !== undefined)
  const kept = pairs
    .slice(0, MAX_ITEMS)
    .map(([name, value]) => [boundText(name, 100), boundValue(value, depth)])
  if (pairs.length > MAX_ITEMS) kept.push(['…', `(cut, ${pairs.length} fields)`])
  return Object.fromEntries(kept)
}

/** A value as plain JSON of bounded length and depth, so that one entry can't grow without end. */
export const boundValue = (value: unknown, depth = MAX_DEPTH): unknown => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return boundText(value)
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object') return boundText(String(value))
  if (depth === 0) return '… (cut, nested too deep)'
  if (value instanceof Set || Array.isArray(value)) return boundList([...value], depth - 1)
  return boundFields(value, depth - 1)
}
