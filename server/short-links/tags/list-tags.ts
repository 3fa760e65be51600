import type { z } from 'zod'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { listTags as contract } from '#shared/contract/tags.ts'
import { type LinkTag, presentTag } from './present-tag.ts'
import { listTagRows } from './tag-queries.ts'

/** Tags, by name. @throws 403 without `links.read`. */
export const listTags = async (
  ctx: OrganizationContext,
  query: z.output<typeof contract.query>,
): Promise<{ data: LinkTag[] }> => {
  authorize(ctx, 'links.read')
  const rows = await listTagRows(ctx.tx, ctx.organization.id, query.search ?? '')
  return { data: rows.map((row) => presentTag(ctx, row)) }
}
