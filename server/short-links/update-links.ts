import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { DomainError, invalid } from '#server/kernel/errors.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { type LinkOutcome, outcomesOf } from './link-outcome.ts'
import type { LinkChanges, LinkRow } from './link-row.ts'
import { findLinkRows, listTagsOfLinks } from './links-queries.ts'
import { lookUpReferences, type References } from './look-up-references.ts'
import { planLinkUpdate } from './plan-link-update.ts'
import { type PlannedUpdate, writeUpdates } from './write-updates.ts'

/** What many links are given alike. */
export type SharedChanges = Pick<
  LinkChanges,
  | 'destination'
  | 'project_id'
  | 'is_enabled'
  | 'expires_at'
  | 'expired_destination'
  | 'redirect_status'
  | 'forward_query'
> & { add_tag_ids?: string[] | undefined; remove_tag_ids?: string[] | undefined }

const MAX_TAGS = 50

const planOne = (
  ctx: OrganizationContext,
  before: LinkRow,
  set: SharedChanges,
  references: References,
  held: readonly string[],
): PlannedUpdate | null => {
  const { add_tag_ids = [], remove_tag_ids = [], ...input } = set
  const addTagIds = [...new Set(add_tag_ids)].filter(
    (id) => !held.includes(id) && !remove_tag_ids.includes(id),
  )
  const removeTagIds = held.filter((id) => remove_tag_ids.includes(id))
  const after = [...held.filter((id) => !removeTagIds.includes(id)), ...addTagIds]
  if (after.length > MAX_TAGS) throw invalid('add_tag_ids', `a link has at most ${MAX_TAGS} tags`)
  const update = planLinkUpdate(ctx, before, input, references)
  const isTagged = addTagIds.length + removeTagIds.length > 0
  if (update === null && !isTagged) return null
  const tags = isTagged ? { tags: { before: [...held].sort(), after: after.sort() } } : {}
  const { row, changes, isMoved } = update ?? { row: before, changes: {}, isMoved: false }
  return { before, row, isMoved, addTagIds, removeTagIds, changes: { ...changes, ...tags } }
}

const tagsByLink = async (
  ctx: OrganizationContext,
  ids: readonly string[],
): Promise<Map<string, string[]>> => {
  const held = new Map<string, string[]>(ids.map((id) => [id, []]))
  for (const { link_id, id } of await listTagsOfLinks(ctx.tx, ctx.organization.id, ids))
    held.get(link_id)?.push(id)
  return held
}

/**
 * Changes links alike in a few statements; what is wrong with one is told in its place.
 * @throws 403 `permission_denied`; 400 for a project or tags that are not the organization's.
 */
export const updateLinks = async (
  ctx: OrganizationContext,
  ids: readonly string[],
  set: SharedChanges,
): Promise<LinkOutcome[]> => {
  authorize(ctx, 'links.update')
  await lockOrganization(ctx)
  authorize(ctx, 'links.update')
  const references = await lookUpReferences(ctx, [set], false)
  if (set.add_tag_ids?.some((id) => !references.tags.has(id)))
    throw invalid('add_tag_ids', 'must be tags of this organization')
  const rows = await findLinkRows(ctx.tx, ctx.organization.id, [...new Set(ids)], ctx.now)
  const held = await tagsByLink(
    ctx,
    rows.map((row) => row.id),
  )
  const outcomes = new Map<string, 'done' | 'unchanged' | DomainError>()
  const planned: PlannedUpdate[] = []
  for (const row of rows) {
    try {
      const update = planOne(ctx, row, set, references, held.get(row.id) ?? [])
      outcomes.set(row.id, update === null ? 'unchanged' : 'done')
      if (update !== null) planned.push(update)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      outcomes.set(row.id, error)
    }
  }
  await writeUpdates(ctx, planned)
  return outcomesOf(ids, outcomes)
}
