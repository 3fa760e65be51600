import type { AuditEntryView } from '#shared/contract/audit.ts'
import type { AuditRow } from './read-audit-queries.ts'

/** An entry as the API shows it. */
export const presentAuditEntry = (row: AuditRow): AuditEntryView => ({
  id: row.id,
  sequence: row.sequence,
  created_at: row.created_at.toISOString(),
  category: row.category,
  action: row.action,
  outcome: row.outcome,
  actor: {
    kind: row.actor_kind as AuditEntryView['actor']['kind'],
    id: row.actor_id,
    name: row.actor_name,
    email: row.actor_email,
    image: row.actor_image,
  },
  on_behalf_of: row.on_behalf_of,
  targets: row.targets,
  changes: row.changes,
  ip: row.ip,
  user_agent: row.user_agent,
  request_id: row.request_id,
  hash: row.hash,
})
