import type { AuditAction } from '#shared/audit-actions.ts'

export interface AuditTarget {
  type: string
  id: string
  name: string
}

/** What happened, as a verb tells it; who, when and whence are taken from its context. */
export interface AuditRecord {
  /** The organization whose log it goes to. */
  organizationId: string
  action: AuditAction
  outcome?: 'succeeded' | 'refused'
  targets: AuditTarget[]
  /** Field → value before and after; secrets never. */
  changes?: Record<string, { before: unknown; after: unknown }>
}
