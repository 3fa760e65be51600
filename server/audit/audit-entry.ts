/** One entry as the table keeps it; also what its hash is made of, but for the hash itself. */
export interface AuditEntry {
  organization_id: string
  sequence: number
  id: string
  /** ISO 8601, UTC, milliseconds. */
  created_at: string
  category: string
  action: string
  outcome: 'succeeded' | 'refused'
  actor_kind: string
  actor_id: string | null
  actor_name: string
  actor_email: string | null
  actor_image: string | null
  on_behalf_of: { kind: string; id: string | null; name: string } | null
  targets: { type: string; id: string; name: string }[]
  changes: Record<string, { before: unknown; after: unknown }>
  ip: string | null
  user_agent: string | null
  request_id: string | null
  search_text: string
  previous_hash: string
  hash: string
}
