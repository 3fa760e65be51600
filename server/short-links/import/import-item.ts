import type { LinkInput } from '#server/short-links/link-row.ts'
import type { MappedRow } from './map-row.ts'
import type { CsvRecord } from './read-csv.ts'

/** A row on its way into a link. */
export interface ImportItem {
  record: CsvRecord
  row: MappedRow
  link: LinkInput
}
