import type { z } from 'zod'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { forbidden } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import type { uploadLinkImport as contract } from '#shared/contract/link-bulk.ts'
import { detectFormat } from './detect-format.ts'
import { deleteSurplusUploads, insertImport } from './import-queries.ts'
import { openUpload } from './open-upload.ts'
import { type LinkImport, presentImport } from './present-link-import.ts'

/** Files that wait to be started in one organization; the oldest is forgotten for a further one. */
const WAITING_UPLOADS = 10

/** The person whose rights the import will use. @throws 403 `person_required` for keys of the organization. */
export const requireImporter = (ctx: OrganizationContext): string => {
  if (ctx.actor.kind === 'person' && ctx.actor.id !== null) return ctx.actor.id
  throw forbidden(
    'person_required',
    'An import acts as the person who starts it; a key of the organization can create links in bulk.',
  )
}

/**
 * Keeps a file of links and says whose export it looks like; creates nothing yet.
 * @throws 400 on `content`, 403 `permission_denied`, 403 `person_required`.
 */
export const uploadLinkImport = async (
  ctx: OrganizationContext,
  input: z.output<typeof contract.body>,
): Promise<LinkImport> => {
  authorize(ctx, 'links.create')
  const importer = requireImporter(ctx)
  const { csv, columns, sample, totalRows } = await openUpload(input.content)
  const id = newId('imp')
  await insertImport(ctx.tx, {
    organization_id: ctx.organization.id,
    id,
    file_name: input.file_name,
    ...detectFormat(columns),
    columns,
    sample,
    content: csv,
    total_rows: totalRows,
    created_by: importer,
    created_at: ctx.now,
  })
  await deleteSurplusUploads(ctx.tx, ctx.organization.id, WAITING_UPLOADS)
  return presentImport(ctx, id)
}
