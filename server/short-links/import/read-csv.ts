import { Readable, type Transform } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { invalid } from '#server/kernel/errors.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
const SLICE = 64 * 1024
const MAX_RECORD_BYTES = 256 * 1024

/** The first line outside quotes: where the columns' names stand. */
const headerOf = (text: string): string => {
  let isQuoted = false
  for (let at = 0; at < text.length && at < MAX_RECORD_BYTES; at += 1) {
    const letter = text[at]
    if (letter === '"') isQuoted = !isQuoted
    if (!isQuoted && (letter === '\n' || letter === '\r') && text.slice(0, at).trim() !== '')
      return text.slice(0, at)
  }
  return text.slice(0, MAX_RECORD_BYTES)
}

/** What separates cells: the candidate that the columns' names hold most often outside quotes. */
const findDelimiter = (text: string): string => {
  const header = headerOf(text).replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Pieces for the parser, so that it never holds the file a second time; no surrogate pair is cut in two. */
function* slice(text: string): Generator<Buffer> {
  for (let start = 0; start < text.length; ) {
    const end = start + SLICE
    const isPairCut = end < text.length && /[\ud800-\udbff]/.test(text[end - 1] ?? '')
    yield Buffer.from(text.slice(start, isPairCut ? end - 1 : end))
    start = isPairCut ? end - 1 : end
  }
}

const explain = (error: unknown): unknown => {
  if (!(error instanceof CsvError)) return error
  const line = 'lines' in error && typeof error.lines === 'number' ? ` (line ${error.lines})` : ''
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return invalid('content', `a quote is opened and never closed${line}`)
  if (error.code === 'CSV_MAX_RECORD_SIZE') return invalid('content', `a row is longer than 256 kB${line}`)
  return invalid('content', `is no CSV that can be read${line}`)
}

export interface CsvRecord {
  /** As a spreadsheet counts: the columns' names are row 1. */
  rowNumber: number
  cells: string[]
}

/**
 * The records of a CSV text (RFC 4180, any of four separators, BOM, quoted line breaks), the columns' names first;
 * those without any text are passed over. @throws 400 on `content`, also in the middle.
 */
export async function* readCsv(text: string): AsyncGenerator<CsvRecord> {
  const parser: AsyncIterable<string[]> & Transform = parse({
    bom: true,
    delimiter: findDelimiter(text),
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_BYTES,
  })
  const source = Readable.from(slice(text))
  let rowNumber = 0
  let hasHeader = false
  try {
    for await (const cells of source.pipe(parser)) {
      if (cells.every((cell) => cell.trim() === '')) {
        if (hasHeader) rowNumber += 1
        continue
      }
      hasHeader = true
      rowNumber += 1
      yield { rowNumber, cells }
    }
  } catch (error) {
    throw explain(error)
  } finally {
    source.destroy()
    parser.destroy()
  }
}
