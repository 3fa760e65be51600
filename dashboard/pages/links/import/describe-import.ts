import type { getLinkImport, IMPORT_FIELDS } from '#shared/contract/link-bulk.ts'
import type { RouteResponse } from '#shared/contract/route.ts'

export type LinkImport = RouteResponse<typeof getLinkImport>
export type ImportField = (typeof IMPORT_FIELDS)[number]

export const FIELD_LABELS: Record<ImportField, string> = {
  destination: 'Destination',
  short_url: 'Short address',
  slug: 'Slug',
  title: 'Title',
  description: 'Description',
  notes: 'Notes',
  tags: 'Tags',
  project: 'Project',
  external_id: 'External id',
  expires_at: 'Expires at',
  expired_destination: 'Destination once expired',
  click_limit: 'Click limit',
  password: 'Password',
  is_archived: 'Archived',
  is_enabled: 'Enabled',
}

export const FORMAT_LABELS: Record<LinkImport['format'], string> = {
  guildhall: 'a Guildhall export',
  bitly: 'a Bitly export',
  dub: 'a Dub export',
  kutt: 'a Kutt export',
  shlink: 'a Shlink export',
  other: 'a file of its own kind',
}

const count = (amount: number, noun: string): string =>
  `${amount.toLocaleString()} ${noun}${amount === 1 ? '' : 's'}`

/** "3 links created, 1 updated, 2 passed over, 1 failed"; of a trial run, what would be. */
export function sayCounts(shown: LinkImport): string {
  const verb = shown.is_dry_run ? 'would be created' : 'created'
  return [
    `${count(shown.created_count, 'link')} ${verb}`,
    ...(shown.updated_count > 0 ? [`${shown.updated_count.toLocaleString()} updated`] : []),
    ...(shown.skipped_count > 0 ? [`${shown.skipped_count.toLocaleString()} passed over`] : []),
    ...(shown.failed_count > 0 ? [`${shown.failed_count.toLocaleString()} failed`] : []),
  ].join(', ')
}

const STATUS_LABELS: Record<LinkImport['status'], string> = {
  uploaded: 'Not started',
  running: 'Running',
  done: 'Done',
  failed: 'Stopped',
  cancelled: 'Cancelled',
}
const STATUS_COLORS: Record<LinkImport['status'], string> = {
  uploaded: 'gray',
  running: 'blue',
  done: 'guild',
  failed: 'red',
  cancelled: 'gray',
}

/** How an import stands, as a badge says it; a trial run leaves the file waiting. */
export const statusOf = (shown: LinkImport): { label: string; color: string } =>
  shown.is_dry_run && shown.status !== 'running'
    ? { label: 'Tried', color: 'gray' }
    : { label: STATUS_LABELS[shown.status], color: STATUS_COLORS[shown.status] }
