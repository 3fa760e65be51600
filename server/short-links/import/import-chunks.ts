import { runAudited } from '#server/audit/run-audited.ts'
import { findPersonActor } from '#server/identity/find-person-actor.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import { instanceActor } from '#server/kernel/instance-actor.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { enterAsOperator } from '#server/organizations/enter-as-operator.ts'
import { enterOrganization } from '#server/organizations/enter-organization.ts'
import { authorizeImport, type ImportOptions, readOptions } from './check-options.ts'
import { endImportRow, type ImportRow, lockImportRow, readContent } from './import-queries.ts'
import { importRows, type RowsOutcome } from './import-rows.ts'
import { planReading, type RowReading } from './plan-reading.ts'
import { addProgress, type FailedRow, listFailedRowNumbers } from './progress-queries.ts'
import type { CsvRecord } from './read-csv.ts'
import { applyTrialLimit, TrialOver } from './try-rows.ts'

const UPKEEP = instanceActor('system', 'Guildhall')

export interface ImportPlace {
  runtime: Runtime
  organizationId: string
  importId: string
}

/** What one run of the job knows; changes as it goes on. */
export interface RunState {
  importer: Pick<ImportRow, 'created_by' | 'scopes' | 'mapping'>
  content: string
  reading: RowReading
  options: ImportOptions
  isDryRun: boolean
  doneRows: number
  /** Of a trial run: the slugs that its earlier rows would have taken, how many links they would have made, which failed. */
  takenSlugKeys: Set<string>
  triedCount: number
  failedRows: ReadonlySet<number>
  /** Why the remaining rows are not imported. */
  stop: string | null
  /** Cancelled, or taken over by another run. */
  isOver: boolean
}

/** As upkeep: for what must be written even when the importer is gone. */
const asUpkeep = <T>(
  { runtime, organizationId }: ImportPlace,
  act: (ctx: OrganizationContext) => Promise<T>,
): Promise<T> =>
  runAudited(runtime, { actor: UPKEEP, database: runtime.database }, async (ctx) =>
    act(await enterAsOperator(ctx, organizationId)),
  )

/** As the person who started it, with the rights that they have now. */
const asImporter = <T>(
  { runtime, organizationId }: ImportPlace,
  { importer }: RunState,
  act: (ctx: OrganizationContext) => Promise<T>,
): Promise<T> =>
  runAudited(runtime, { actor: UPKEEP, database: runtime.database }, async (ctx) => {
    const actor = await findPersonActor(ctx, importer.created_by, importer.scopes)
    if (actor === undefined) throw notFound('person')
    return act(await enterOrganization({ ...ctx, actor }, organizationId))
  })

/** Holds the import for this transaction; false when it was cancelled, or another run is further. */
const holdImport = async (
  ctx: OrganizationContext,
  { importId }: ImportPlace,
  { doneRows }: RunState,
): Promise<boolean> => {
  const row = await lockImportRow(ctx.tx, ctx.organization.id, importId)
  return row?.status === 'running' && row.done_rows === doneRows
}

/** What is kept of a failed row: all but passwords. */
const withoutPasswords = (failures: readonly FailedRow[], { filling }: RowReading): FailedRow[] => {
  const secret = new Set(filling.filter(({ field }) => field === 'password').map(({ index }) => index))
  return failures.map((failure) => ({
    ...failure,
    cells: failure.cells.map((cell, index) => (secret.has(index) ? '' : cell)),
  }))
}

const note = (
  ctx: OrganizationContext,
  { importId }: ImportPlace,
  state: RunState,
  rows: number,
  outcome: RowsOutcome,
): Promise<void> =>
  addProgress(ctx.tx, ctx.organization.id, importId, {
    rows,
    created: outcome.created.length,
    updated: outcome.updated,
    skipped: outcome.skipped,
    failures: withoutPasswords(outcome.failures, state.reading),
  })

/** Reads what the import needs; null when it does not run any more. */
export const beginRun = (place: ImportPlace): Promise<RunState | null> =>
  asUpkeep(place, async (ctx) => {
    const row = await lockImportRow(ctx.tx, ctx.organization.id, place.importId)
    if (row?.status !== 'running') return null
    const content = await readContent(ctx.tx, ctx.organization.id, place.importId)
    if (content === undefined) throw new Error('an import that runs has its file')
    const isGoingOn = row.is_dry_run && row.done_rows > 0
    const options = readOptions(row.options)
    return {
      importer: row,
      content,
      reading: planReading({ ...row, isOnSharedHost: options.domain_id === null }),
      options,
      isDryRun: row.is_dry_run,
      doneRows: row.done_rows,
      takenSlugKeys: new Set(),
      triedCount: row.created_count,
      failedRows: isGoingOn
        ? await listFailedRowNumbers(ctx.tx, ctx.organization.id, place.importId)
        : new Set<number>(),
      stop: null,
      isOver: false,
    }
  })

/** The rows and how far the import has come are one transaction: a run that is killed repeats no row. */
const importForGood = (
  place: ImportPlace,
  state: RunState,
  chunk: CsvRecord[],
): Promise<RowsOutcome | null> =>
  asImporter(place, state, async (ctx) => {
    if (!(await holdImport(ctx, place, state))) return null
    authorizeImport(ctx, state.importer.mapping, state.options)
    const outcome = await importRows(ctx, chunk, state)
    await note(ctx, place, state, chunk.length, outcome)
    return outcome
  })

/** Does everything and takes it back, so that each rule that holds later is tried. */
const tryImport = async (place: ImportPlace, state: RunState, chunk: CsvRecord[]): Promise<RowsOutcome> => {
  try {
    return await asImporter(place, state, async (ctx) => {
      authorizeImport(ctx, state.importer.mapping, state.options)
      const outcome = await importRows(ctx, chunk, state)
      throw new TrialOver(await applyTrialLimit(ctx, outcome, state.triedCount))
    })
  } catch (error) {
    if (error instanceof TrialOver) return error.outcome
    throw error
  }
}

const importOnTrial = async (
  place: ImportPlace,
  state: RunState,
  chunk: CsvRecord[],
): Promise<RowsOutcome | null> => {
  const outcome = await tryImport(place, state, chunk)
  return asUpkeep(place, async (ctx) => {
    if (!(await holdImport(ctx, place, state))) return null
    await note(ctx, place, state, chunk.length, outcome)
    return outcome
  })
}

/** Imports the next rows, or tries to. @throws what keeps all of them from being imported. */
export const importChunk = async (place: ImportPlace, state: RunState, chunk: CsvRecord[]): Promise<void> => {
  const outcome = state.isDryRun
    ? await importOnTrial(place, state, chunk)
    : await importForGood(place, state, chunk)
  state.isOver = outcome === null
  if (outcome === null) return
  state.doneRows += chunk.length
  state.stop = outcome.stop
  state.triedCount += outcome.created.length
  if (state.isDryRun)
    for (const { slugKey } of outcome.created) if (slugKey !== null) state.takenSlugKeys.add(slugKey)
}

/** Keeps the next rows as failed, for the reason that stopped the import. */
export const failRows = async (place: ImportPlace, state: RunState, chunk: CsvRecord[]): Promise<void> => {
  const problem = `Not imported: ${state.stop ?? 'the import was stopped'}`
  const failures = chunk.map((record) => ({ ...record, problem }))
  const outcome = { created: [], updated: 0, skipped: 0, failures, stop: state.stop }
  const isHeld = await asUpkeep(place, async (ctx) => {
    if (!(await holdImport(ctx, place, state))) return false
    await note(ctx, place, state, chunk.length, outcome)
    return true
  })
  state.isOver = !isHeld
  state.doneRows += chunk.length
}

/** Ends the import, unless it was cancelled meanwhile. */
export const endRun = (
  place: ImportPlace,
  end: { status: 'done' | 'failed'; problem: string | null },
): Promise<void> =>
  asUpkeep(place, (ctx) =>
    endImportRow(ctx.tx, ctx.organization.id, place.importId, { ...end, finished_at: ctx.now }),
  )

/** Another job goes on from here; others of this process have their turn before it. */
export const continueLater = ({ runtime, organizationId, importId }: ImportPlace): Promise<void> =>
  asUpkeep({ runtime, organizationId, importId }, (ctx) =>
    runtime.queue.send(ctx, 'import_links', { organization_id: organizationId, import_id: importId }),
  )
