import { z } from 'zod'
import type { LinkInput } from '#server/short-links/link-row.ts'
import { linkInput } from '#shared/contract/link-fields.ts'
import type { ImportField } from './detect-format.ts'
import type { RowReading } from './plan-reading.ts'
import { readInstant, readNames, readSlug, readTruth, withoutApostrophe } from './read-cells.ts'

export interface MappedRow {
  link: LinkInput
  tagNames: string[]
  projectName: string | null
  isArchived: boolean
}

const linkSchema = z.strictObject(linkInput)
const MAX_TAG_NAME = 50
const MAX_TAGS = 50

type Filled = Partial<Record<ImportField, string>>

const fillFields = (cells: readonly string[], { filling, isOurs }: RowReading): Filled => {
  const filled: Filled = {}
  for (const { index, field } of filling) {
    const typed = (cells[index] ?? '').trim()
    if (typed === '') continue
    const cell = isOurs ? withoutApostrophe(typed) : typed
    if (field === 'tags' && filled.tags !== undefined)
      filled.tags = JSON.stringify([...readNames(filled.tags), ...readNames(cell)])
    else filled[field] ??= cell
  }
  return filled
}

/** Thrown and caught here: what is wrong with a row, in words. */
class RowProblem extends Error {}

const readSlugOf = (filled: Filled, isOnSharedHost: boolean): string | undefined => {
  const slug = filled.slug?.replace(/^\/+|\/+$/g, '') || (filled.short_url && readSlug(filled.short_url))
  if (!slug) return undefined
  if (isOnSharedHost && slug.includes('/'))
    throw new RowProblem(`slug: ${slug} has a slash, which only links on a domain of your own may have`)
  return slug
}

const readTruthOf = (filled: Filled, field: 'is_archived' | 'is_enabled'): boolean | undefined => {
  const cell = filled[field]
  if (cell === undefined) return undefined
  const truth = readTruth(cell)
  if (truth === null) throw new RowProblem(`${field}: must be true or false, not ${cell.slice(0, 40)}`)
  return truth
}

const readExpiry = (cell: string | undefined): string | undefined => {
  if (cell === undefined) return undefined
  const instant = readInstant(cell)
  if (instant === null)
    throw new RowProblem(
      `expires_at: must be a date like 2027-01-31 or 2027-01-31T12:00:00Z, not ${cell.slice(0, 40)}`,
    )
  return instant
}

const readLimit = (cell: string | undefined): number | undefined => {
  if (cell === undefined) return undefined
  if (!/^\d{1,10}$/.test(cell))
    throw new RowProblem(`click_limit: must be a whole number, not ${cell.slice(0, 40)}`)
  return Number(cell)
}

const readTags = (cell: string | undefined): string[] => {
  const names = cell === undefined ? [] : readNames(cell)
  if (names.length > MAX_TAGS) throw new RowProblem(`tags: must be at most ${MAX_TAGS}`)
  const long = names.find((name) => name.length > MAX_TAG_NAME)
  if (long !== undefined)
    throw new RowProblem(`tags: ${long.slice(0, MAX_TAG_NAME)}… is longer than ${MAX_TAG_NAME} characters`)
  return names
}

const inOneLine = (cell: string | undefined): string | undefined => cell?.replace(/[\p{Cc}\s]+/gu, ' ')

const toLink = (filled: Filled, reading: RowReading): LinkInput => {
  const given = {
    destination: filled.destination ?? '',
    slug: readSlugOf(filled, reading.isOnSharedHost),
    title: inOneLine(filled.title),
    description: filled.description,
    notes: filled.notes,
    external_id: filled.external_id,
    expires_at: readExpiry(filled.expires_at),
    expired_destination: filled.expired_destination,
    click_limit: readLimit(filled.click_limit),
    password: filled.password,
    is_enabled: readTruthOf(filled, 'is_enabled'),
  }
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const checked = linkSchema.safeParse(present)
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  throw new RowProblem(`${issue?.path.join('.') || 'row'}: ${issue?.message ?? 'is not valid'}`)
}

/** A row as a link to be made, or what is wrong with it. */
export const mapRow = (
  cells: readonly string[],
  reading: RowReading,
): { row: MappedRow } | { problem: string } => {
  if (cells.slice(reading.columnCount).some((cell) => cell.trim() !== ''))
    return { problem: `has ${cells.length} cells, more than the file has columns` }
  const filled = fillFields(cells, reading)
  if (filled.destination === undefined) return { problem: 'destination: is empty' }
  try {
    return {
      row: {
        link: toLink(filled, reading),
        tagNames: readTags(filled.tags),
        projectName: filled.project ?? null,
        isArchived: readTruthOf(filled, 'is_archived') ?? false,
      },
    }
  } catch (error) {
    if (error instanceof RowProblem) return { problem: error.message }
    throw error
  }
}
