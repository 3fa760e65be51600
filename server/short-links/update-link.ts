import { hashPassword } from '#server/identity/hash-password.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import { externalIdTaken } from './create-links.ts'
import type { LinkChanges, LinkRow } from './link-row.ts'
import { findExternalIds, listTagsOfLinks } from './links-queries.ts'
import { lookUpReferences } from './look-up-references.ts'
import { planLinkUpdate } from './plan-link-update.ts'
import { findLink, presentLink } from './present-links.ts'
import { type PlannedUpdate, writeUpdates } from './write-updates.ts'

interface TagChange {
  addTagIds: string[]
  removeTagIds: string[]
  changes: PlannedUpdate['changes']
}

const planTags = async (
  ctx: OrganizationContext,
  id: string,
  wanted: string[] | undefined,
): Promise<TagChange> => {
  const none = { addTagIds: [], removeTagIds: [], changes: {} }
  if (wanted === undefined) return none
  const held = await listTagsOfLinks(ctx.tx, ctx.organization.id, [id])
  const before = held.map((tag) => tag.id).sort()
  const after = [...new Set(wanted)].sort()
  const addTagIds = after.filter((tagId) => !before.includes(tagId))
  const removeTagIds = before.filter((tagId) => !after.includes(tagId))
  if (addTagIds.length + removeTagIds.length === 0) return none
  return { addTagIds, removeTagIds, changes: { tags: { before, after } } }
}

const refuseTakenExternalId = async (
  ctx: OrganizationContext,
  before: LinkRow,
  externalId: string | null,
): Promise<void> => {
  if (externalId === null || externalId === before.external_id) return
  const taken = await findExternalIds(ctx.tx, ctx.organization.id, [externalId])
  if (taken.has(externalId)) throw externalIdTaken(externalId)
}

/**
 * Changes a link; what is left out stays, null clears. Who may not approve sends it to wait again where it is decided
 * where visitors are led. @throws 404, 403 `permission_denied`, 400, 409 as creating does.
 */
export const updateLink = async (
  ctx: OrganizationContext,
  id: string,
  changes: LinkChanges,
): Promise<Link> => {
  authorize(ctx, 'links.update')
  const passwordHash = changes.password ? await hashPassword(changes.password) : changes.password
  await lockOrganization(ctx)
  authorize(ctx, 'links.update')
  const before = await findLink(ctx, id)
  const references = await lookUpReferences(ctx, [changes], false)
  const cleared = passwordHash === null && before.password_hash === null ? undefined : passwordHash
  const update = planLinkUpdate(ctx, before, changes, references, cleared)
  const tags = await planTags(ctx, id, changes.tag_ids)
  const isTagged = Object.keys(tags.changes).length > 0
  if (update === null || (Object.keys(update.changes).length === 0 && !isTagged)) return presentLink(ctx, id)
  await refuseTakenExternalId(ctx, before, update.row.external_id)
  const planned = { ...update, ...tags, before, changes: { ...update.changes, ...tags.changes } }
  const [link] = await writeUpdates(ctx, [planned])
  return link ?? presentLink(ctx, id)
}
