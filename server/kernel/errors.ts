import type { Permission } from '#shared/permissions.ts'

/** A broken rule, told to the caller: HTTP status, a stable code, a message that names the rule, and details. */
export class DomainError extends Error {
  readonly status: number
  readonly code: string
  readonly details: Record<string, unknown>
  /** True: what the verb wrote is committed all the same (a counted failed attempt); see database.ts. */
  keepsChanges = false

  constructor(status: number, code: string, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'DomainError'
    this.status = status
    this.code = code
    this.details = details
  }
}

/** 400: one field breaks a rule. */
export const invalid = (field: string, rule: string): DomainError =>
  new DomainError(400, 'invalid_input', `${field}: ${rule}`, { fields: [{ field, rule }] })

/** 401: nobody is signed in, or the session, token or key has ended. */
export const unauthenticated = (message = 'Sign in first.'): DomainError =>
  new DomainError(401, 'unauthenticated', message)

/** 403: a member who lacks a permission is told its name. */
export const permissionDenied = (permission: Permission): DomainError =>
  new DomainError(403, 'permission_denied', `You need the permission ${permission}.`, { permission })

/** 403: a rule other than a permission forbids it. */
export const forbidden = (
  code: string,
  message: string,
  details: Record<string, unknown> = {},
): DomainError => new DomainError(403, code, message, details)

/** 404: it does not exist, or not for the one who asks: both look alike. */
export const notFound = (what: string): DomainError =>
  new DomainError(404, 'not_found', `There is no such ${what}.`, { what })

/** 409: the state of things forbids it. */
export const conflict = (code: string, message: string, details: Record<string, unknown> = {}): DomainError =>
  new DomainError(409, code, message, details)

/** 403: the plan's limit is reached. */
export const limitReached = (limitName: string, limit: number, usage: number, plan: string): DomainError =>
  new DomainError(
    403,
    'limit_reached',
    `Your plan ${plan} allows ${limit} ${limitName.replaceAll('_', ' ')}; ${usage} are in use.`,
    {
      limit_name: limitName,
      limit,
      usage,
      plan,
    },
  )

/** 403: the plan lacks a feature. */
export const featureMissing = (feature: string, plan: string): DomainError =>
  new DomainError(
    403,
    'feature_not_in_plan',
    `The plan ${plan} does not include ${feature.replaceAll('_', ' ')}.`,
    {
      feature,
      plan,
    },
  )
