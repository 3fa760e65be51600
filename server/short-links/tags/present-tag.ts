import type { z } from 'zod'
import { can } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import type { linkTag } from '#shared/contract/tags.ts'
import { findTagRow, type TagRow } from './tag-queries.ts'

export type LinkTag = z.output<typeof linkTag>

/** A tag as the contract shows it. */
export const presentTag = (ctx: OrganizationContext, row: TagRow): LinkTag => ({
  ...row,
  can: { update: can(ctx, 'links.update'), delete: can(ctx, 'links.delete') },
})

/** A tag of this organization. @throws 404. */
export const findTag = async (ctx: OrganizationContext, id: string): Promise<TagRow> => {
  const row = await findTagRow(ctx.tx, ctx.organization.id, id)
  if (row === undefined) throw notFound('tag')
  return row
}
