import type { Link } from '#shared/contract/link-fields.ts'
import { CSV_TYPE, writeCsv } from './write-csv.ts'

type Format = 'csv' | 'json'
type Cell = string | number | boolean | null

export const CONTENT_TYPES: Record<Format, string> = {
  csv: CSV_TYPE,
  json: 'application/x-ndjson; charset=utf-8',
}

/** The columns of a CSV export; an import recognises the file by them. */
const COLUMNS: readonly (readonly [name: string, cell: (link: Link) => Cell])[] = [
  ['id', (link) => link.id],
  ['short_url', (link) => link.short_url],
  ['domain', (link) => link.domain?.hostname ?? ''],
  ['slug', (link) => link.slug],
  ['destination', (link) => link.destination],
  ['title', (link) => link.title],
  ['description', (link) => link.description],
  ['notes', (link) => link.notes],
  ['tags', (link) => (link.tags.length === 0 ? '' : JSON.stringify(link.tags.map((tag) => tag.name)))],
  ['project', (link) => link.project?.name ?? ''],
  ['external_id', (link) => link.external_id],
  ['status', (link) => link.status],
  ['is_enabled', (link) => link.is_enabled],
  ['is_archived', (link) => link.is_archived],
  ['expires_at', (link) => link.expires_at],
  ['expired_destination', (link) => link.expired_destination],
  ['click_limit', (link) => link.click_limit],
  ['has_password', (link) => link.has_password],
  ['redirect_status', (link) => link.redirect_status],
  ['forward_query', (link) => link.forward_query],
  ['clicks', (link) => link.clicks],
  ['unique_clicks', (link) => link.unique_clicks],
  ['last_clicked_at', (link) => link.last_clicked_at],
  ['created_by', (link) => link.created_by?.name ?? ''],
  ['created_at', (link) => link.created_at],
  ['updated_at', (link) => link.updated_at],
]

const toLine = ({ can: _can, ...link }: Link): string => `${JSON.stringify(link)}\n`

/** The text of some links; `isFirst` adds what stands at the top of the file. */
export const formatLinks = (format: Format, links: readonly Link[], isFirst: boolean): string => {
  if (format === 'json') return links.map(toLine).join('')
  const header = isFirst ? [COLUMNS.map(([name]) => name)] : []
  return writeCsv([...header, ...links.map((link) => COLUMNS.map(([, cell]) => cell(link)))])
}
