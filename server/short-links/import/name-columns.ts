import { invalid } from '#server/kernel/errors.ts'

const MAX_COLUMNS = 200
const MAX_NAME = 100

/**
 * Names for a file's columns, each once: without a name it is `Column 3`, and the second `Tags` is `Tags (2)`.
 * @throws 400 on `content` for more than 200 columns.
 */
export const nameColumns = (header: readonly string[]): string[] => {
  if (header.length > MAX_COLUMNS) throw invalid('content', `has more than ${MAX_COLUMNS} columns`)
  const taken = new Set<string>()
  return header.map((cell, index) => {
    const typed = cell
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, MAX_NAME)
    const name = typed === '' || typed === '__proto__' ? `Column ${index + 1}` : typed
    let unique = name
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${name} (${count})`
    taken.add(unique.toLowerCase())
    return unique
  })
}
