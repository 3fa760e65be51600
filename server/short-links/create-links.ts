import { claimAddresses, slugTaken, yieldAddresses } from '#server/addresses/claim-address.ts'
import { forgetAddresses } from '#server/addresses/forget-address.ts'
import { slugKeyOf } from '#server/addresses/slug-key.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import { hashPassword } from '#server/identity/hash-password.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { enforceLimit } from '#server/plans/enforce-limit.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import { needsApproval } from './check-link.ts'
import { draftLink, type LinkDraft, placeOfLink } from './draft-link.ts'
import type { LinkInput } from './link-row.ts'
import { findExternalIds } from './links-queries.ts'
import { lookUpReferences } from './look-up-references.ts'
import { presentLinks } from './present-links.ts'
import { publishLinkEvents } from './publish-links.ts'
import { randomSlug } from './random-slug.ts'
import { SHORT_LINK } from './short-link-kind.ts'
import { insertLinks, insertLinkTags, type NewLinkRow } from './write-links-queries.ts'

export type { LinkInput } from './link-row.ts'
/** `passwordHash`: of a link that is copied, whose password nobody knows. */
export type NewLink = LinkInput & { passwordHash?: string | null }
export type CreatedLink = { link: Link } | { error: DomainError }
export interface CreateLinksOptions {
  via?: NewLinkRow['created_via']
}

type Attempt = LinkDraft | DomainError

const RANDOM_TRIES = 10

const isDraft = (attempt: Attempt): attempt is LinkDraft => !(attempt instanceof DomainError)

/** Before the lock: a hash takes its time on purpose, so the same password is hashed once. */
const hashPasswords = (items: readonly NewLink[]): Promise<(string | null)[]> => {
  const hashes = new Map<string, Promise<string>>()
  return Promise.all(
    items.map(({ password, passwordHash }) => {
      if (!password) return passwordHash ?? null
      const hash = hashes.get(password) ?? hashPassword(password)
      hashes.set(password, hash)
      return hash
    }),
  )
}

const draftAll = async (
  ctx: OrganizationContext,
  items: readonly NewLink[],
  hashes: readonly (string | null)[],
  options: CreateLinksOptions,
): Promise<Attempt[]> => {
  const references = await lookUpReferences(ctx, items, true)
  const via = options.via ?? (ctx.actor.via?.kind === 'api_key' ? 'api' : 'dashboard')
  const terms = { references, via, needsApproval: needsApproval(ctx) }
  return items.map((item, index) => {
    try {
      return draftLink(ctx, item, { ...terms, passwordHash: hashes[index] ?? null })
    } catch (error) {
      if (error instanceof DomainError) return error
      throw error
    }
  })
}

/** 409: another link of the organization has the external id. */
export const externalIdTaken = (externalId: string): DomainError =>
  new DomainError(409, 'external_id_taken', `Another link has the external id ${externalId}.`, {
    external_id: externalId,
    fields: [{ field: 'external_id', rule: 'is taken by another link' }],
  })

/** Replaces drafts whose external id another link has, in the organization or before it in the set. */
const refuseTakenExternalIds = async (ctx: OrganizationContext, attempts: Attempt[]): Promise<Attempt[]> => {
  const wanted = attempts.filter(isDraft).flatMap(({ row }) => row.external_id ?? [])
  const taken = new Set((await findExternalIds(ctx.tx, ctx.organization.id, wanted)).keys())
  return attempts.map((attempt) => {
    const externalId = isDraft(attempt) ? attempt.row.external_id : null
    if (externalId === null) return attempt
    if (taken.has(externalId)) return externalIdTaken(externalId)
    taken.add(externalId)
    return attempt
  })
}

const claim = (ctx: OrganizationContext, drafts: readonly LinkDraft[]): Promise<ReadonlySet<string>> =>
  claimAddresses(
    ctx,
    drafts.map(({ row }) => ({
      kind: SHORT_LINK,
      target_id: row.id,
      host: row.domain_id ?? '',
      slug: row.slug,
    })),
  )

/** Random slugs that turn out to be taken are drawn again; given ones are refused. */
const claimAll = async (ctx: OrganizationContext, attempts: Attempt[]): Promise<Attempt[]> => {
  const claimed = new Set<string>()
  let open = attempts.filter(isDraft)
  for (let tries = 0; tries < RANDOM_TRIES && open.length > 0; tries += 1) {
    for (const id of await claim(ctx, open)) claimed.add(id)
    open = open.filter((draft) => draft.isRandom && !claimed.has(draft.row.id))
    for (const { row } of open) {
      row.slug = randomSlug()
      row.slug_key = slugKeyOf(row.slug)
    }
  }
  return attempts.map((attempt) =>
    isDraft(attempt) && !claimed.has(attempt.row.id) ? slugTaken(attempt.row.slug) : attempt,
  )
}

/** How many of these the plan still allows, and what it says to the rest. */
const allowedOf = async (
  ctx: OrganizationContext,
  wanted: number,
): Promise<{ allowed: number; refusal: DomainError | null }> => {
  try {
    await enforceLimit(ctx, 'links', wanted)
    return { allowed: wanted, refusal: null }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'limit_reached') throw error
    const left = Math.max(0, Number(error.details.limit) - Number(error.details.usage))
    if (left > 0) await enforceLimit(ctx, 'links', left)
    return { allowed: left, refusal: error }
  }
}

/** The first ones fit; the addresses of the others are given back. */
const keepWithinLimit = async (ctx: OrganizationContext, attempts: Attempt[]): Promise<Attempt[]> => {
  const drafts = attempts.filter(isDraft)
  if (drafts.length === 0) return attempts
  const { allowed, refusal } = await allowedOf(ctx, drafts.length)
  if (refusal === null) return attempts
  const surplus = new Set(drafts.slice(allowed).map(({ row }) => row.id))
  await yieldAddresses(ctx, SHORT_LINK, [...surplus])
  return attempts.map((attempt) => (isDraft(attempt) && surplus.has(attempt.row.id) ? refusal : attempt))
}

const write = async (ctx: OrganizationContext, drafts: readonly LinkDraft[]): Promise<Map<string, Link>> => {
  const rows = drafts.map((draft) => draft.row)
  await insertLinks(ctx.tx, ctx.organization.id, rows, ctx.now)
  const pairs = drafts.flatMap(({ row, tagIds }) => tagIds.map((tag_id) => ({ link_id: row.id, tag_id })))
  await insertLinkTags(ctx.tx, ctx.organization.id, pairs)
  forgetAddresses(ctx, rows.map(placeOfLink))
  const links = await presentLinks(
    ctx,
    rows.map((row) => row.id),
  )
  for (const link of links) recordCreation(ctx, link)
  await publishLinkEvents(ctx, 'link.created', links)
  return new Map(links.map((link) => [link.id, link]))
}

const recordCreation = (ctx: OrganizationContext, link: Link): void => {
  const told = {
    destination: link.destination,
    title: link.title || null,
    external_id: link.external_id,
    project: link.project?.name ?? null,
    approval: link.approval === 'pending' ? 'pending' : null,
    password: link.has_password ? 'set' : null,
    rules: link.rules.length > 0 ? link.rules : null,
  }
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'link.created',
    targets: [{ type: 'link', id: link.id, name: link.short_url.replace(/^https?:\/\//, '') }],
    changes: Object.fromEntries(
      Object.entries(told).map(([field, after]) => [field, { before: null, after }]),
    ),
  })
}

/**
 * Creates links in a few statements under one lock, each alone: what is wrong with one is told in its place, in the
 * order given. @throws 403 `permission_denied` for all of them.
 */
export const createLinks = async (
  ctx: OrganizationContext,
  items: readonly NewLink[],
  options: CreateLinksOptions = {},
): Promise<CreatedLink[]> => {
  authorize(ctx, 'links.create')
  const hashes = await hashPasswords(items)
  await lockOrganization(ctx)
  authorize(ctx, 'links.create')
  let attempts = await draftAll(ctx, items, hashes, options)
  attempts = await refuseTakenExternalIds(ctx, attempts)
  attempts = await claimAll(ctx, attempts)
  attempts = await keepWithinLimit(ctx, attempts)
  const drafts = attempts.filter(isDraft)
  const links = drafts.length === 0 ? new Map<string, Link>() : await write(ctx, drafts)
  return attempts.map((attempt) => {
    if (!isDraft(attempt)) return { error: attempt }
    const link = links.get(attempt.row.id)
    if (link === undefined) throw new Error('a link that was written is there')
    return { link }
  })
}

/** Creates one link. @throws what is wrong with it. */
export const createOneLink = async (
  ctx: OrganizationContext,
  item: NewLink,
  options: CreateLinksOptions = {},
): Promise<Link> => {
  const [made] = await createLinks(ctx, [item], options)
  if (made === undefined) throw new Error('one input makes one link or one error')
  if ('error' in made) throw made.error
  return made.link
}
