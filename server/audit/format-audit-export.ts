import { stringify } from 'csv-stringify/sync'
import { describeAudit } from '#shared/audit-actions.ts'
import type { AuditEntryView } from '#shared/contract/audit.ts'

export type ExportFormat = 'csv' | 'ndjson'

/** An entry to write; `organization` is there in a personal log only. */
export type ExportedEntry = AuditEntryView & { organization?: { id: string; name: string } | null }

export const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
}

const COLUMNS = [
  'created_at',
  'sequence',
  'id',
  'organization_id',
  'organization_name',
  'category',
  'action',
  'outcome',
  'summary',
  'actor_kind',
  'actor_id',
  'actor_name',
  'actor_email',
  'on_behalf_of_kind',
  'on_behalf_of_id',
  'on_behalf_of_name',
  'target_type',
  'target_id',
  'target_name',
  'targets',
  'changes',
  'ip',
  'user_agent',
  'request_id',
  'hash',
] as const

const toRecord = (entry: ExportedEntry): Record<(typeof COLUMNS)[number], string | number | null> => {
  const { actor, on_behalf_of: via, organization } = entry
  const target = entry.targets[0]
  return {
    created_at: entry.created_at,
    sequence: entry.sequence,
    id: entry.id,
    organization_id: organization?.id ?? null,
    organization_name: organization?.name ?? null,
    category: entry.category,
    action: entry.action,
    outcome: entry.outcome,
    summary: `${actor.name} ${describeAudit(entry)}`,
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    actor_email: actor.email,
    on_behalf_of_kind: via?.kind ?? null,
    on_behalf_of_id: via?.id ?? null,
    on_behalf_of_name: via?.name ?? null,
    target_type: target?.type ?? null,
    target_id: target?.id ?? null,
    target_name: target?.name ?? null,
    targets: JSON.stringify(entry.targets),
    changes: JSON.stringify(entry.changes),
    ip: entry.ip,
    user_agent: entry.user_agent,
    request_id: entry.request_id,
    hash: entry.hash,
  }
}

/** RFC 4180; a cell that a spreadsheet would take for a formula is prefixed by an apostrophe. */
const toCsv = (entries: readonly ExportedEntry[], isFirst: boolean): string =>
  stringify(entries.map(toRecord), {
    columns: [...COLUMNS],
    header: isFirst,
    escape_formulas: true,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
  })

/** The text of one batch; `isFirst` adds what stands at the top of the file. */
export const formatEntries = (
  format: ExportFormat,
  entries: readonly ExportedEntry[],
  isFirst: boolean,
): string =>
  format === 'csv' ? toCsv(entries, isFirst) : entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
