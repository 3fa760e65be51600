import { invalid } from '#server/kernel/errors.ts'
import { IMPORT_ROWS } from '#shared/contract/link-bulk.ts'
import { nameColumns } from './name-columns.ts'
import { readCsv } from './read-csv.ts'
import { convertJson, looksLikeJson } from './read-json.ts'

const SAMPLE_ROWS = 5
const SAMPLE_CELL = 200

export interface OpenedUpload {
  /** The file as CSV. */
  csv: string
  columns: string[]
  /** The first rows, as wide as the columns, with long cells cut. */
  sample: string[][]
  totalRows: number
}

/**
 * Reads an uploaded file from end to end, so that what can't be read is refused now.
 * @throws 400 on `content` for what is no CSV and no JSON of links, for no rows, and for more than 100,000.
 */
export const openUpload = async (content: string): Promise<OpenedUpload> => {
  const csv = looksLikeJson(content) ? convertJson(content) : content
  let columns: string[] | null = null
  const sample: string[][] = []
  let totalRows = 0
  for await (const { cells } of readCsv(csv)) {
    if (columns === null) {
      columns = nameColumns(cells)
      continue
    }
    totalRows += 1
    if (totalRows > IMPORT_ROWS)
      throw invalid('content', `has more than ${IMPORT_ROWS.toLocaleString('en')} rows; split the file`)
    if (sample.length < SAMPLE_ROWS)
      sample.push(columns.map((_, index) => (cells[index] ?? '').slice(0, SAMPLE_CELL)))
  }
  if (columns === null || totalRows === 0)
    throw invalid('content', 'has no rows: the first line names the columns, each further one is a link')
  return { csv, columns, sample, totalRows }
}
