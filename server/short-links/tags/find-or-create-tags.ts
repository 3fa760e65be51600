import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { newId } from '#server/kernel/ids.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { LABEL_COLORS } from '#shared/label-colors.ts'
import { recordTagCreated, refuseTooManyTags } from './edit-tags.ts'
import { findTagsByName, insertNewTags } from './tag-queries.ts'

/** The same name gets the same colour wherever it is imported. */
const colorOf = (name: string): string => {
  let sum = 0
  for (const letter of name.toLowerCase()) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521
  return LABEL_COLORS[sum % LABEL_COLORS.length] ?? '#0f766e'
}

/**
 * Ids of the tags with these names, whatever their case; names without one are left out unless `areCreated`.
 * @throws 403 `permission_denied` when some would be created without `links.update`; 409 `too_many_tags`.
 */
export const findOrCreateTags = async (
  ctx: OrganizationContext,
  names: readonly string[],
  { areCreated }: { areCreated: boolean },
): Promise<ReadonlyMap<string, string>> => {
  const { id: organizationId } = ctx.organization
  const known = await findTagsByName(ctx.tx, organizationId, names)
  if (!areCreated || names.every((name) => known.has(name))) return known
  authorize(ctx, 'links.update')
  await lockOrganization(ctx)
  authorize(ctx, 'links.update')
  const standing = await findTagsByName(ctx.tx, organizationId, names)
  const missing = new Map<string, string>()
  for (const name of names) {
    const key = name.toLowerCase()
    if (!standing.has(name) && !missing.has(key)) missing.set(key, name)
  }
  if (missing.size === 0) return standing
  await refuseTooManyTags(ctx, missing.size)
  const created = [...missing.values()].map((name) => ({ id: newId('tag'), name, color: colorOf(name) }))
  await insertNewTags(ctx.tx, organizationId, created, ctx.now)
  for (const tag of created) recordTagCreated(ctx, tag)
  return findTagsByName(ctx.tx, organizationId, names)
}
