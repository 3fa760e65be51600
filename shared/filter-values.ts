/** Values of a filter as one text: commas part them, a backslash stands before commas and backslashes of a value. */
export const joinFilterValues = (values: readonly string[]): string =>
  values.map((value) => value.replace(/[\\,]/g, '\\$&')).join(',')

/** The values that `joinFilterValues` put together; an empty text is one empty value. */
export const splitFilterValues = (text: string): string[] => {
  const values = ['']
  for (const [part] of text.matchAll(/\\[\\,]|[\s\S]/g)) {
    if (part === ',') values.push('')
    else values[values.length - 1] += part.length === 2 && part.startsWith('\\') ? part.slice(1) : part
  }
  return values
}
