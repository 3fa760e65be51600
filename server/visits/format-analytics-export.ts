import { stringify } from 'csv-stringify/sync'

export type ExportFormat = 'csv' | 'json'
export type ExportedRecord = Record<string, string | number | boolean | null>

const COLUMNS = {
  clicks: [
    'clicked_at',
    'id',
    'link_id',
    'link',
    'trigger',
    'is_unique',
    'country',
    'region',
    'city',
    'device',
    'os',
    'browser',
    'language',
    'referrer',
    'utm_source',
    'utm_medium',
    'utm_campaign',
    'utm_term',
    'utm_content',
    'rule_id',
  ],
  series: ['starts_at', 'clicks', 'uniques', 'previous_clicks'],
  breakdown: ['value', 'label', 'clicks', 'uniques'],
} as const

/** RFC 4180; a cell that a spreadsheet would take for a formula is prefixed by an apostrophe. */
const toCsv = (columns: readonly string[], records: readonly ExportedRecord[], isFirst: boolean): string =>
  stringify([...records], {
    columns: [...columns],
    header: isFirst,
    escape_formulas: true,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
    cast: { boolean: String },
  })

/** The text of some records as CSV or JSON lines; `isFirst` adds what stands at the top of the file. */
export const formatRecords = (
  what: keyof typeof COLUMNS,
  format: ExportFormat,
  records: readonly ExportedRecord[],
  isFirst: boolean,
): string =>
  format === 'csv'
    ? toCsv(COLUMNS[what], records, isFirst)
    : records.map((record) => `${JSON.stringify(record)}\n`).join('')
