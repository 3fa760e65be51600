import type { AuditAction } from '#shared/audit-actions.ts'

export interface AuditTarget {
  type: string
  id: string
  name: string
}

/** Who did it, as the entry keeps it for good. */
export interface AuditActor {
  kind: 'person' | 'service_key' | 'operator' | 'system' | 'stranger'
  id: string | null
  name: string
  email: string | null
  image: string | null
  /** Through what they acted, when not in person. */
  via?: { kind: string; id: string | null; name: string } | null
}

/** What happened, as a verb tells it; who, when and whence are taken from its context. */
export interface AuditRecord {
  /** The organization whose log it goes to. */
  organizationId: string
  action: AuditAction
  outcome?: 'succeeded' | 'refused'
  /** Who did it, where that is not the context's actor (someone who has only now signed in). */
  actor?: AuditActor
  targets: AuditTarget[]
  /** Field → value before and after; secrets never. */
  changes?: Record<string, { before: unknown; after: unknown }>
}
