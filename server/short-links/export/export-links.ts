import type { z } from 'zod'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { inTransaction, setTenancy } from '#server/kernel/database/database.ts'
import { StreamedAnswer } from '#server/kernel/streamed-answer.ts'
import { type LinkCursor, listLinkIdsAfter } from '#server/short-links/list-links-queries.ts'
import { presentLinks } from '#server/short-links/present-links.ts'
import type { exportLinks as contract } from '#shared/contract/link-bulk.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import { CONTENT_TYPES, formatLinks } from './format-links.ts'

const PAGE = 500

type Query = z.output<typeof contract.query>

/** The links that match, newest first, as a download; itself audited. @throws 403 without `links.read`. */
export const exportLinks = async (
  ctx: OrganizationContext,
  { format, ...filter }: Query,
): Promise<StreamedAnswer> => {
  authorize(ctx, 'links.read')
  recordExport(ctx, { format, ...filter })
  const day = ctx.now.toISOString().slice(0, 10)
  const name = `links-${ctx.organization.slug}-${day}.${format === 'csv' ? 'csv' : 'ndjson'}`
  return new StreamedAnswer(CONTENT_TYPES[format], name, streamLinks(ctx, format, filter))
}

const recordExport = (ctx: OrganizationContext, query: Query): void => {
  const told = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'link.exported',
    targets: [{ type: 'links', id: ctx.organization.id, name: ctx.organization.name }],
    changes: Object.fromEntries(told.map(([name, after]) => [name, { before: null, after }])),
  })
}

/** Each page in a short transaction of its own: no lock and no snapshot is held while the client is slow. */
async function* streamLinks(
  ctx: OrganizationContext,
  format: Query['format'],
  filter: Omit<Query, 'format'>,
): AsyncGenerator<string> {
  let cursor: LinkCursor | null = null
  for (let isFirst = true; ; isFirst = false) {
    const links: Link[] = await readPage(ctx, filter, cursor)
    if (isFirst || links.length > 0) yield formatLinks(format, links, isFirst)
    const last = links.at(-1)
    if (last === undefined || links.length < PAGE) return
    cursor = { created_at: new Date(last.created_at), id: last.id }
  }
}

const readPage = (
  ctx: OrganizationContext,
  filter: Omit<Query, 'format'>,
  cursor: LinkCursor | null,
): Promise<Link[]> =>
  inTransaction(ctx.runtime.database, async (tx) => {
    const { id } = ctx.organization
    await setTenancy(tx, { organization_id: id })
    const ids = await listLinkIdsAfter(tx, id, filter, { cursor, limit: PAGE }, ctx.now)
    return presentLinks({ ...ctx, tx }, ids)
  })
