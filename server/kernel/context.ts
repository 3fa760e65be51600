import type { Permission } from '#shared/permissions.ts'
import type { AuditRecord } from './audit-record.ts'
import type { Transaction } from './database/database.ts'
import type { Runtime } from './runtime.ts'

declare const authorized: unique symbol
/** An organization's id that has passed the membership check; only organizations/enter-organization.ts makes one. */
export type AuthorizedOrganizationId = string & { readonly [authorized]: true }

/** The one mint of AuthorizedOrganizationId: call it only where membership was checked. */
export const mintAuthorizedOrganizationId = (id: string): AuthorizedOrganizationId =>
  id as AuthorizedOrganizationId

/** Through what an actor acts, when not in person: a key, a token, the command line, a provisioning client. */
export interface OnBehalf {
  kind: 'api_key' | 'context_token' | 'cli' | 'scim'
  id: string | null
  name: string
}

export interface Actor {
  kind: 'person' | 'service_key' | 'operator' | 'system' | 'stranger'
  /** The person's, key's id; null for operator, system and strangers. */
  id: string | null
  name: string
  email: string | null
  image: string | null
  isEmailVerified: boolean
  isOperator: boolean
  hasSecondFactor: boolean
  sessionId: string | null
  /** What a key may do at most; null without a key or with an unscoped one. */
  scopes: ReadonlySet<Permission> | null
  /** Level of a service key; null otherwise. */
  keyLevel: number | null
  /** The one organization a service key belongs to; null otherwise. */
  keyOrganizationId: string | null
  via: OnBehalf | null
}

export interface RequestInfo {
  id: string
  ip: string | null
  userAgent: string | null
}

/** What every verb receives. Nothing in it outlives the transaction. */
export interface Context {
  runtime: Runtime
  actor: Actor
  tx: Transaction
  now: Date
  request: RequestInfo
  /** Entries to be written at the end of this transaction, in order; see audit/record-audit.ts. */
  auditRecords: AuditRecord[]
  /** Run once the transaction has committed; never throws into the answer. */
  afterCommit: (() => void | Promise<void>)[]
}

/** The actor's standing in the organization, read afresh for this request. */
export interface Standing {
  memberId: string | null
  roleId: string | null
  roleKey: string
  roleName: string
  level: number
  permissions: ReadonlySet<Permission>
}

export interface OrganizationInfo {
  id: AuthorizedOrganizationId
  name: string
  slug: string
  kind: 'personal' | 'organization'
  plan: string
  settings: Record<string, unknown>
}

/** A context inside an organization, after the membership check. */
export interface OrganizationContext extends Context {
  organization: OrganizationInfo
  standing: Standing
}

/** A context of a signed-in person (never a service key). */
export interface AccountContext extends Context {
  actor: Actor & { kind: 'person'; id: string; email: string }
}
