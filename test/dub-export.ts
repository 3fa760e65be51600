import { stringify } from 'csv-stringify/sync'

/** The columns of the file that Dub's dashboard exports. */
const COLUMNS = ['Short link', 'Destination URL', 'Clicks', 'Created at', 'Updated at', 'Tags', 'Archived']

interface DubRow {
  slug: string
  destination: string
  tags?: string
  isArchived?: boolean
}

/** A file as Dub's dashboard exports it. */
export const dubExport = (rows: readonly DubRow[]): string =>
  stringify([
    COLUMNS,
    ...rows.map(({ slug, destination, tags = '', isArchived = false }, index) => [
      `https://dub.sh/${slug}`,
      destination,
      String(index * 7),
      '2026-01-15T09:30:00.000Z',
      '2026-02-01T12:00:00.000Z',
      tags,
      String(isArchived),
    ]),
  ])

/** So many rows, each with a slug that starts with `prefix`; every third is tagged. */
export const dubRows = (count: number, prefix: string): DubRow[] =>
  Array.from({ length: count }, (_, index) => ({
    slug: `${prefix}-${index}`,
    destination: `https://example.com/${prefix}/${index}?ref=dub`,
    ...(index % 3 === 0 ? { tags: index % 2 === 0 ? 'Launch, Spring sale' : 'launch' } : {}),
  }))
