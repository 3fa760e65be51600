import { isDeepStrictEqual } from 'node:util'
import { shortUrlOf } from '#server/addresses/short-url.ts'
import { DEFAULT_HOST, slugKeyOf } from '#server/addresses/slug-key.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import type { LinkRule } from '#shared/contract/link-fields.ts'
import { authorizeRules, refuseForeignThings, refuseLoop } from './check-link.ts'
import type { LinkInput, StoredRule } from './link-row.ts'
import type { References } from './look-up-references.ts'
import { randomSlug } from './random-slug.ts'
import { findSlugProblem, slugError } from './slug-rules.ts'
import type { NewLinkRow } from './write-links-queries.ts'

/** A link that may be made, once its address is claimed. */
export interface LinkDraft {
  row: NewLinkRow
  hostname: string | null
  isRandom: boolean
  tagIds: readonly string[]
}

/**
 * Rules with an id each: one that the link has already stays, so that its statistics do, and one that is sent without
 * id but says the same as before is the same.
 */
export const withRuleIds = (rules: readonly LinkRule[], known: readonly StoredRule[]): StoredRule[] => {
  const named = new Set(rules.map((rule) => rule.id))
  const free = new Map(known.map((rule) => [rule.id, rule]))
  const take = (rule: LinkRule): string => {
    const same = ({ id, conditions, destination }: StoredRule): boolean =>
      rule.id === undefined
        ? !named.has(id) && destination === rule.destination && isDeepStrictEqual(conditions, rule.conditions)
        : id === rule.id
    const kept = [...free.values()].find(same)?.id
    if (kept !== undefined) free.delete(kept)
    return kept ?? newId('rule')
  }
  return rules.map((rule) => ({
    id: take(rule),
    name: rule.name,
    conditions: rule.conditions,
    destination: rule.destination,
  }))
}

/** @throws 400 for a slug that its host does not allow. */
export const refuseBadSlug = (slug: string, domainId: string | null): void => {
  const problem = findSlugProblem(slug, domainId === null)
  if (problem !== null) throw slugError(problem)
}

export interface DraftTerms {
  references: References
  needsApproval: boolean
  via: NewLinkRow['created_via']
  passwordHash: string | null
}

const rowOf = (
  ctx: OrganizationContext,
  input: LinkInput,
  terms: DraftTerms,
  domainId: string | null,
): NewLinkRow => {
  const slug = input.slug ?? randomSlug()
  return {
    id: newId('link'),
    domain_id: domainId,
    slug,
    slug_key: slugKeyOf(slug),
    destination: input.destination,
    title: input.title ?? '',
    description: input.description ?? '',
    notes: input.notes ?? '',
    project_id: input.project_id ?? null,
    external_id: input.external_id ?? null,
    redirect_status: input.redirect_status ?? 302,
    forward_query: input.forward_query ?? true,
    is_enabled: input.is_enabled ?? true,
    approval: terms.needsApproval ? 'pending' : 'approved',
    approval_note: '',
    decided_by: null,
    decided_at: null,
    expires_at: input.expires_at ? new Date(input.expires_at) : null,
    expired_destination: input.expired_destination ?? null,
    click_limit: input.click_limit ?? null,
    password_hash: terms.passwordHash,
    rules: withRuleIds(input.rules ?? [], []),
    app_links: input.app_links ?? null,
    preview: input.preview ?? null,
    created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    created_via: terms.via,
    blocked_at: null,
    archived_at: null,
  }
}

/** Checks one input and makes a draft of it. @throws what it breaks. */
export const draftLink = (ctx: OrganizationContext, input: LinkInput, terms: DraftTerms): LinkDraft => {
  const { references } = terms
  authorizeRules(ctx, input)
  refuseForeignThings(input, references)
  const named = input.domain_id ? references.domains.get(input.domain_id) : undefined
  const domain = input.domain_id === undefined ? references.defaultDomain : named
  const usable = domain instanceof DomainError || domain === undefined ? null : domain
  if (input.slug !== undefined) refuseBadSlug(input.slug, usable?.id ?? null)
  const row = rowOf(ctx, input, terms, usable?.id ?? null)
  const hostname = usable?.hostname ?? null
  refuseLoop(input, shortUrlOf(ctx.runtime, hostname, row.slug))
  const tagIds = [...new Set(input.tag_ids)]
  return { row, hostname, isRandom: input.slug === undefined, tagIds }
}

/** An address as the redirect path forgets it. */
export const placeOfLink = (row: {
  domain_id: string | null
  slug_key: string
}): { host: string; slug_key: string } => ({ host: row.domain_id ?? DEFAULT_HOST, slug_key: row.slug_key })
