import { stringify } from 'csv-stringify/sync'

export const CSV_TYPE = 'text/csv; charset=utf-8'

/** RFC 4180; a cell that a spreadsheet would take for a formula is prefixed by an apostrophe. */
export const writeCsv = (rows: readonly (readonly (string | number | boolean | null)[])[]): string =>
  stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'boolean' ? String(cell) : cell))),
    { escape_formulas: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  )
