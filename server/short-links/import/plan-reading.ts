import { invalid } from '#server/kernel/errors.ts'
import { type ImportField, type ImportFormat, type ImportMapping, isFilledTogether } from './detect-format.ts'

/** Added to the files of failed rows. */
export const ROW_COLUMN = 'row_number'
export const PROBLEM_COLUMN = 'problem'

/** How the cells of a file are read; the same for each of its rows. */
export interface RowReading {
  columnCount: number
  /** Which cells fill what; of several that fill one field, the first with text counts. */
  filling: readonly { index: number; field: ImportField }[]
  isOnSharedHost: boolean
  /** The file was written by us, with apostrophes before what a spreadsheet would run. */
  isOurs: boolean
}

/** @throws 400 on `mapping` for columns that are not there, fields given twice, or no destination. */
export const checkMapping = (columns: readonly string[], mapping: ImportMapping): void => {
  const known = new Set(columns)
  const filled = new Set<ImportField>()
  for (const [column, field] of Object.entries(mapping)) {
    if (!known.has(column)) throw invalid('mapping', `the file has no column ${column}`)
    if (filled.has(field) && !isFilledTogether(field))
      throw invalid('mapping', `only one column may fill ${field}`)
    filled.add(field)
  }
  if (!filled.has('destination')) throw invalid('mapping', 'a column must fill destination')
}

/** A short address that somebody chose goes before one that was made up for the same link. */
const isChosen = (column: string): boolean => /^custom/i.test(column)

/** The fields that the mapping fills at all. */
export const fieldsOf = (mapping: ImportMapping): ReadonlySet<ImportField> => new Set(Object.values(mapping))

/** How to read the rows of a file with these columns. */
export const planReading = (file: {
  columns: readonly string[]
  mapping: ImportMapping
  format: ImportFormat
  isOnSharedHost: boolean
}): RowReading => {
  const { columns, mapping, format, isOnSharedHost } = file
  const filling = columns.flatMap((column, index) => {
    const field = Object.hasOwn(mapping, column) ? mapping[column] : undefined
    return field === undefined ? [] : [{ index, field, isChosen: isChosen(column) }]
  })
  return {
    columnCount: columns.length,
    filling: filling.toSorted((a, b) => Number(b.isChosen) - Number(a.isChosen)),
    isOnSharedHost,
    isOurs: format === 'guildhall' || columns.includes(PROBLEM_COLUMN),
  }
}
