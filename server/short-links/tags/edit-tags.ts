import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { brokenConstraint } from '#server/kernel/database/database.ts'
import { conflict } from '#server/kernel/errors.ts'
import { findChanges } from '#server/kernel/find-changes.ts'
import { newId } from '#server/kernel/ids.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import {
  type createTag as createContract,
  TAG_LIMIT,
  type updateTag as updateContract,
} from '#shared/contract/tags.ts'
import { findTag, type LinkTag, presentTag } from './present-tag.ts'
import { countTags, deleteTagRow, insertTag, updateTagRow } from './tag-queries.ts'

const nameTakenOr = (error: unknown, name: string): unknown =>
  brokenConstraint(error) === 'tags_name'
    ? conflict('name_taken', `A tag is called ${name} already.`, { name })
    : error

/** Call under the organization's lock, before adding. @throws 409 `too_many_tags`. */
export const refuseTooManyTags = async (ctx: OrganizationContext, adding: number): Promise<void> => {
  if ((await countTags(ctx.tx, ctx.organization.id)) + adding > TAG_LIMIT)
    throw conflict('too_many_tags', `A workspace has at most ${TAG_LIMIT.toLocaleString('en')} tags.`, {
      limit: TAG_LIMIT,
    })
}

/** For the log. */
export const recordTagCreated = (ctx: OrganizationContext, tag: { id: string; name: string }): void => {
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'tag.created',
    targets: [{ type: 'tag', id: tag.id, name: tag.name }],
    changes: { name: { before: null, after: tag.name } },
  })
}

/** Creates a tag. @throws 403 `permission_denied`, 409 `name_taken`, 409 `too_many_tags`. */
export const createTag = async (
  ctx: OrganizationContext,
  input: z.output<typeof createContract.body>,
): Promise<LinkTag> => {
  authorize(ctx, 'links.update')
  await lockOrganization(ctx)
  authorize(ctx, 'links.update')
  await refuseTooManyTags(ctx, 1)
  const id = newId('tag')
  try {
    await insertTag(ctx.tx, ctx.organization.id, { id, ...input }, ctx.now)
  } catch (error) {
    throw nameTakenOr(error, input.name)
  }
  recordTagCreated(ctx, { id, name: input.name })
  return presentTag(ctx, await findTag(ctx, id))
}

/** Renames or recolours a tag. @throws 404, 403 `permission_denied`, 409 `name_taken`. */
export const updateTag = async (
  ctx: OrganizationContext,
  id: string,
  input: z.output<typeof updateContract.body>,
): Promise<LinkTag> => {
  authorize(ctx, 'links.update')
  await lockOrganization(ctx)
  authorize(ctx, 'links.update')
  const row = await findTag(ctx, id)
  const { edited, changes } = findChanges(['name', 'color'], row, input)
  if (Object.keys(changes).length === 0) return presentTag(ctx, row)
  try {
    await updateTagRow(ctx.tx, ctx.organization.id, id, { ...edited, updated_at: ctx.now })
  } catch (error) {
    throw nameTakenOr(error, edited.name ?? row.name)
  }
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'tag.updated',
    targets: [{ type: 'tag', id, name: edited.name ?? row.name }],
    changes,
  })
  return presentTag(ctx, await findTag(ctx, id))
}

/** Deletes a tag; links lose it and stay. @throws 404, 403 `permission_denied`. */
export const deleteTag = async (ctx: OrganizationContext, id: string): Promise<{ message: string }> => {
  authorize(ctx, 'links.delete')
  await lockOrganization(ctx)
  authorize(ctx, 'links.delete')
  const row = await findTag(ctx, id)
  await deleteTagRow(ctx.tx, ctx.organization.id, id)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'tag.deleted',
    targets: [{ type: 'tag', id, name: row.name }],
    changes: {
      name: { before: row.name, after: null },
      link_count: { before: row.link_count, after: null },
    },
  })
  return { message: `The tag ${row.name} was deleted.` }
}
