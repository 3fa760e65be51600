import { slugKeyOf } from '#server/addresses/slug-key.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { DomainError } from '#server/kernel/errors.ts'
import { archiveLinks } from '#server/short-links/archive-links.ts'
import { createLinks } from '#server/short-links/create-links.ts'
import type { ImportOptions } from './check-options.ts'
import { findImportReferences } from './find-import-references.ts'
import type { ImportItem } from './import-item.ts'
import { type MappedRow, mapRow } from './map-row.ts'
import type { RowReading } from './plan-reading.ts'
import type { FailedRow } from './progress-queries.ts'
import type { CsvRecord } from './read-csv.ts'
import { updateTakenLinks } from './update-taken-links.ts'

export interface RowsOutcome {
  created: { record: CsvRecord; slugKey: string | null }[]
  updated: number
  skipped: number
  failures: FailedRow[]
  /** Why no further row can be imported, or null. */
  stop: string | null
}

export interface RowsPlan {
  reading: RowReading
  options: ImportOptions
  /** Slugs that count as taken although no link has them: of a trial run's earlier rows. */
  takenSlugKeys: ReadonlySet<string>
}

const failureOf = ({ rowNumber, cells }: CsvRecord, problem: string): FailedRow => ({
  rowNumber,
  cells,
  problem,
})

const isSlugTaken = (error: DomainError): boolean => error.code === 'slug_taken'

/** Rows as links to be made, with the ids of their tags and projects; those that can't be are failures. */
const prepare = async (
  ctx: OrganizationContext,
  records: readonly CsvRecord[],
  { reading, options }: RowsPlan,
  outcome: RowsOutcome,
): Promise<ImportItem[]> => {
  const mapped: { record: CsvRecord; row: MappedRow }[] = []
  for (const record of records) {
    const result = mapRow(record.cells, reading)
    if ('row' in result) mapped.push({ record, row: result.row })
    else outcome.failures.push(failureOf(record, result.problem))
  }
  const references = await findImportReferences(
    ctx,
    mapped.map(({ row }) => row),
    options,
  )
  const items: ImportItem[] = []
  for (const { record, row } of mapped) {
    const projectId = row.projectName === null ? options.project_id : references.projectIdOf(row.projectName)
    if (projectId === undefined && row.projectName !== null) {
      outcome.failures.push(
        failureOf(record, `project: there is none called ${row.projectName.slice(0, 100)}`),
      )
      continue
    }
    const tagIds = [...new Set([...(options.tag_ids ?? []), ...references.tagIdsOf(row.tagNames)])]
    const link = {
      ...row.link,
      domain_id: options.domain_id,
      project_id: projectId ?? null,
      ...(tagIds.length === 0 ? {} : { tag_ids: tagIds }),
    }
    items.push({ record, row, link })
  }
  return items
}

/** Creates what can be created; answers the items whose slug is taken. */
const createAll = async (
  ctx: OrganizationContext,
  items: readonly ImportItem[],
  outcome: RowsOutcome,
): Promise<ImportItem[]> => {
  if (items.length === 0) return []
  const results = await createLinks(
    ctx,
    items.map(({ link }) => link),
    { via: 'import' },
  )
  const taken: ImportItem[] = []
  const archived: string[] = []
  for (const [index, item] of items.entries()) {
    const result = results[index]
    if (result === undefined) throw new Error('each link has a result')
    if ('link' in result) {
      const slugKey = item.link.slug === undefined ? null : slugKeyOf(item.link.slug)
      outcome.created.push({ record: item.record, slugKey })
      if (item.row.isArchived) archived.push(result.link.id)
      continue
    }
    if (isSlugTaken(result.error) && item.link.slug !== undefined) taken.push(item)
    else outcome.failures.push(failureOf(item.record, result.error.message))
    if (result.error.code === 'limit_reached') outcome.stop = result.error.message
  }
  if (archived.length > 0) await archiveLinks(ctx, archived, true)
  return taken
}

const withoutSlug = (item: ImportItem): ImportItem => {
  const { slug: _slug, ...link } = item.link
  return { ...item, link }
}

const settleTaken = async (
  ctx: OrganizationContext,
  taken: readonly ImportItem[],
  { options }: RowsPlan,
  outcome: RowsOutcome,
): Promise<void> => {
  if (taken.length === 0) return
  if (options.on_taken_slug === 'skip') outcome.skipped += taken.length
  else if (options.on_taken_slug === 'new_slug') await createAll(ctx, taken.map(withoutSlug), outcome)
  else if (options.on_taken_slug === 'update') {
    const { updated, failures } = await updateTakenLinks(ctx, taken, options.domain_id)
    outcome.updated += updated
    outcome.failures.push(...failures)
  } else {
    for (const { record, link } of taken)
      outcome.failures.push(failureOf(record, `slug: ${link.slug ?? ''} is taken`))
  }
}

/**
 * Imports some rows of a file, each alone: one that can't be imported is told with the reason.
 * @throws 403, 404, 409 for what keeps every row from being imported.
 */
export const importRows = async (
  ctx: OrganizationContext,
  records: readonly CsvRecord[],
  plan: RowsPlan,
): Promise<RowsOutcome> => {
  const outcome: RowsOutcome = { created: [], updated: 0, skipped: 0, failures: [], stop: null }
  const items = await prepare(ctx, records, plan, outcome)
  const isTakenBefore = ({ link }: ImportItem): boolean =>
    link.slug !== undefined && plan.takenSlugKeys.has(slugKeyOf(link.slug))
  const taken = await createAll(
    ctx,
    items.filter((item) => !isTakenBefore(item)),
    outcome,
  )
  await settleTaken(ctx, [...items.filter(isTakenBefore), ...taken], plan, outcome)
  return outcome
}
