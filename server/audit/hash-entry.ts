import canonicalize from 'canonicalize'
import type { Secrets } from '#server/kernel/secrets.ts'
import type { AuditEntry } from './audit-entry.ts'

/** What stands in place of a hash before the first entry. */
export const GENESIS = '0'.repeat(64)

/** JSON in the one form of RFC 8785, so that the same entry always hashes alike. */
const canonicalJson = (value: unknown): string => canonicalize(value) ?? 'null'

/**
 * HMAC-SHA-256 over the entry and the hash before it, in hex. Keyed with the instance's secret:
 * whoever holds only the database can't make one.
 */
export const hashEntry = (secrets: Secrets, entry: Omit<AuditEntry, 'hash'>): string =>
  secrets.sign('audit', canonicalJson(entry))

/** Signs the head of a chain, so that a shortened one can't pass as whole. */
export const signHead = (
  secrets: Secrets,
  head: { organization_id: string; sequence: number; hash: string },
): string => secrets.sign('audit-head', canonicalJson(head))

/** Signs the point up to which retention removed entries. */
export const signCut = (
  secrets: Secrets,
  cut: { organization_id: string; sequence: number; hash: string; entries_removed: number; cut_at: string },
): string => secrets.sign('audit-cut', canonicalJson(cut))
