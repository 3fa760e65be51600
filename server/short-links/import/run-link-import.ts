import { slugKeyOf } from '#server/addresses/slug-key.ts'
import { DomainError } from '#server/kernel/errors.ts'
import type { JobRun } from '#server/kernel/queue/queue.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import {
  beginRun,
  continueLater,
  endRun,
  failRows,
  type ImportPlace,
  importChunk,
  type RunState,
} from './import-chunks.ts'
import { mapRow } from './map-row.ts'
import { type CsvRecord, readCsv } from './read-csv.ts'

/** A job lasts at most about that long: one that is lost with its process is soon found to be, and others get a turn. */
const TURN_MS = 15_000
const CHUNK_ROWS = 500
/** A hash takes its time on purpose. */
const CHUNK_PASSWORDS = 40

/** What an earlier run of a trial would have made is nowhere but in the file. */
const recallTrial = (state: RunState, record: CsvRecord): void => {
  if (state.failedRows.has(record.rowNumber)) return
  const mapped = mapRow(record.cells, state.reading)
  if ('row' in mapped && mapped.row.link.slug !== undefined)
    state.takenSlugKeys.add(slugKeyOf(mapped.row.link.slug))
}

/** Rows from where the import stands, in chunks. */
async function* chunksFrom(state: RunState): AsyncGenerator<CsvRecord[]> {
  const passwords = state.reading.filling
    .filter(({ field }) => field === 'password')
    .map(({ index }) => index)
  let position = -1
  let chunk: CsvRecord[] = []
  let passwordCount = 0
  for await (const record of readCsv(state.content)) {
    position += 1
    if (position === 0) continue
    if (position <= state.doneRows) {
      if (state.isDryRun) recallTrial(state, record)
      continue
    }
    chunk.push(record)
    if (passwords.some((index) => (record.cells[index] ?? '') !== '')) passwordCount += 1
    if (chunk.length < CHUNK_ROWS && passwordCount < CHUNK_PASSWORDS) continue
    yield chunk
    chunk = []
    passwordCount = 0
  }
  if (chunk.length > 0) yield chunk
}

/** What keeps the rest from being imported, in words; null for what may work when it is tried again. */
const reasonOf = (error: unknown): string | null => {
  if (!(error instanceof DomainError)) return null
  if (error.status === 404) return 'Whoever started the import is no longer a member here.'
  const { permission } = error.details
  return typeof permission === 'string'
    ? `Whoever started the import no longer has the permission ${permission}.`
    : error.message
}

const importOrStop = async (place: ImportPlace, state: RunState, chunk: CsvRecord[]): Promise<void> => {
  try {
    await importChunk(place, state, chunk)
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === null) throw error
    state.stop = reason
    await failRows(place, state, chunk)
  }
}

const runTurn = async (place: ImportPlace, state: RunState): Promise<void> => {
  const until = performance.now() + TURN_MS
  for await (const chunk of chunksFrom(state)) {
    if (state.stop === null) await importOrStop(place, state, chunk)
    else await failRows(place, state, chunk)
    if (state.isOver) return
    if (performance.now() > until) return continueLater(place)
  }
  await endRun(place, { status: state.stop === null ? 'done' : 'failed', problem: state.stop })
}

/** The job: imports the next rows of a file, some hundred in each transaction, where the last run of it stopped. */
export const runLinkImport = async (
  runtime: Runtime,
  data: { organization_id: string; import_id: string },
  run: JobRun,
): Promise<void> => {
  const place = { runtime, organizationId: data.organization_id, importId: data.import_id }
  try {
    const state = await beginRun(place)
    if (state !== null) await runTurn(place, state)
  } catch (error) {
    if (run.isLastAttempt)
      await endRun(place, {
        status: 'failed',
        problem:
          'It could not be finished because of a fault of the server; the rows imported until then stay.',
      })
    throw error
  }
}
