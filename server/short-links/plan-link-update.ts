import { isDeepStrictEqual } from 'node:util'
import { shortUrlOf } from '#server/addresses/short-url.ts'
import { DEFAULT_HOST, slugKeyOf } from '#server/addresses/slug-key.ts'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { DomainError, permissionDenied } from '#server/kernel/errors.ts'
import { needsApproval, refuseForeignThings, refuseLoop } from './check-link.ts'
import { refuseBadSlug, withRuleIds } from './draft-link.ts'
import { linkBlocked } from './link-blocked.ts'
import type { LinkChanges, LinkColumns, LinkRow } from './link-row.ts'
import type { References } from './look-up-references.ts'

/** What an update does to one link. */
export interface LinkUpdate {
  /** The row as it will be. */
  row: LinkRow
  /** Field → value before and after, for the log. */
  changes: Record<string, { before: unknown; after: unknown }>
  isMoved: boolean
}

const PLAIN = [
  'destination',
  'title',
  'description',
  'notes',
  'project_id',
  'external_id',
  'redirect_status',
  'forward_query',
  'is_enabled',
  'expired_destination',
  'click_limit',
  'app_links',
  'preview',
] as const satisfies readonly (keyof LinkChanges & keyof LinkColumns)[]

/** What decides where visitors are led: changing it asks for approval again. */
const LEADING = ['destination', 'expired_destination', 'rules', 'app_links'] as const

const givenColumns = (
  row: LinkRow,
  input: LinkChanges,
  passwordHash: string | null | undefined,
): Partial<LinkColumns> => ({
  ...Object.fromEntries(
    PLAIN.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]]])),
  ),
  ...(input.expires_at === undefined
    ? {}
    : { expires_at: input.expires_at === null ? null : new Date(input.expires_at) }),
  ...(input.rules === undefined ? {} : { rules: withRuleIds(input.rules, row.rules) }),
  ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
  ...(input.slug === undefined ? {} : { slug: input.slug, slug_key: slugKeyOf(input.slug) }),
  ...(input.domain_id === undefined ? {} : { domain_id: input.domain_id }),
})

const hostnameAfter = (row: LinkRow, input: LinkChanges, { domains }: References): string | null => {
  if (input.domain_id === undefined || input.domain_id === row.domain_id) return row.hostname
  const domain = input.domain_id === null ? null : domains.get(input.domain_id)
  return domain instanceof DomainError ? null : (domain?.hostname ?? null)
}

const differing = (row: LinkRow, columns: Partial<LinkColumns>): Partial<LinkColumns> =>
  Object.fromEntries(
    Object.entries(columns).filter(([field, value]) => !isDeepStrictEqual(Reflect.get(row, field), value)),
  )

/** What is not changed is not checked: a link may stay on a domain whose proof is missing now. */
const changedInput = (input: LinkChanges, changed: Partial<LinkColumns>): LinkChanges => ({
  ...Object.fromEntries(Object.entries(input).filter(([field]) => field in changed)),
  ...(input.tag_ids === undefined ? {} : { tag_ids: input.tag_ids }),
})

const told = (field: string, value: unknown, isAfter: boolean): unknown => {
  // Never the hash; that a password was replaced by another still is a change.
  if (field === 'password_hash') return value === null ? null : isAfter ? 'set anew' : 'set'
  return value
}

const describe = (row: LinkRow, changed: Partial<LinkColumns>): LinkUpdate['changes'] =>
  Object.fromEntries(
    Object.entries(changed)
      .filter(([field]) => field !== 'slug_key')
      .map(([field, after]) => [
        field === 'password_hash' ? 'password' : field,
        { before: told(field, Reflect.get(row, field), false), after: told(field, after, true) },
      ]),
  )

const refuseRules = (ctx: OrganizationContext, changed: Partial<LinkColumns>): void => {
  if (('rules' in changed || 'app_links' in changed) && !can(ctx, 'smart_links.manage'))
    throw permissionDenied('smart_links.manage')
}

/**
 * Checks changes of one link and works out what they do; null where nothing would change.
 * `passwordHash`: undefined leaves the password as it is. @throws what the changes break.
 */
export const planLinkUpdate = (
  ctx: OrganizationContext,
  row: LinkRow,
  input: LinkChanges,
  references: References,
  passwordHash?: string | null,
): LinkUpdate | null => {
  const changed = differing(row, givenColumns(row, input, passwordHash))
  if (Object.keys(changed).length === 0 && input.tag_ids === undefined) return null
  const checked = changedInput(input, changed)
  refuseRules(ctx, changed)
  refuseForeignThings(checked, references)
  const hostname = hostnameAfter(row, input, references)
  const isMoved = 'slug_key' in changed || 'domain_id' in changed
  if (isMoved && row.blocked_at !== null) throw linkBlocked('moved to another address')
  const next = { ...row, ...changed, hostname }
  if (isMoved || 'slug' in changed) refuseBadSlug(next.slug, next.domain_id)
  refuseLoop(isMoved ? next : checked, shortUrlOf(ctx.runtime, hostname, next.slug))
  if (LEADING.some((field) => field in changed) && needsApproval(ctx)) {
    const waiting = { approval: 'pending', approval_note: '', decided_by: null, decided_at: null } as const
    Object.assign(changed, differing(row, waiting))
    Object.assign(next, waiting)
  }
  return { row: next, changes: describe(row, changed), isMoved: isMoved || 'slug' in changed }
}

/** The place of a link before and after, for what remembers it. */
export const placesOf = (before: LinkRow, after: LinkRow): { host: string; slug_key: string }[] =>
  [before, after].map((row) => ({ host: row.domain_id ?? DEFAULT_HOST, slug_key: row.slug_key }))
