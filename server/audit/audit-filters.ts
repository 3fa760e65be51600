import type { z } from 'zod'
import type { auditFilters } from '#shared/contract/audit.ts'
import { toSearchForm } from './build-audit-entry.ts'

/** What a list of entries is narrowed to; all of it must hold. Times are inclusive. */
export interface AuditFilters {
  categories: string[]
  actor: string | null
  /** The key through which a person acted, where the actor asked for is a personal key. */
  key: string | null
  action: string | null
  target: string | null
  outcome: 'succeeded' | 'refused' | null
  from: Date | null
  to: Date | null
  /** In the form of `search_text`; found anywhere in it, taken literally. */
  search: string | null
}

export type AuditFilterInput = { [K in keyof typeof auditFilters]?: z.output<(typeof auditFilters)[K]> }

const PERSONAL_KEY = 'key_'

const orNull = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : text.trim()

/** Filters as a request names them; an empty one filters nothing. */
export const parseAuditFilters = (input: AuditFilterInput): AuditFilters => {
  const actor = orNull(input.actor)
  const isKey = actor?.startsWith(PERSONAL_KEY) ?? false
  const search = orNull(input.search)
  return {
    categories: (input.category ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    actor: isKey ? null : actor,
    key: isKey ? actor : null,
    action: orNull(input.action),
    target: orNull(input.target),
    outcome: input.outcome ?? null,
    from: input.from === undefined ? null : new Date(input.from),
    to: input.to === undefined ? null : new Date(input.to),
    search: search === null ? null : toSearchForm(search),
  }
}

/** True when nothing is narrowed. */
export const isUnfiltered = (filters: AuditFilters): boolean =>
  filters.categories.length === 0 &&
  Object.values(filters).every((value) => value === null || Array.isArray(value))
