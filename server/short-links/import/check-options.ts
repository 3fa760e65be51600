import type { z } from 'zod'
import { findDefaultDomain } from '#server/domains/find-usable-domain.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { refuseForeignThings } from '#server/short-links/check-link.ts'
import { lookUpReferences } from '#server/short-links/look-up-references.ts'
import { importOptions } from '#shared/contract/link-bulk.ts'
import type { ImportMapping } from './detect-format.ts'
import { fieldsOf } from './plan-reading.ts'

/** As given, with the domain settled: null is the shared host. */
export type ImportOptions = Omit<z.output<typeof importOptions>, 'domain_id'> & { domain_id: string | null }

/** Options as they were kept when the import was started. */
export const readOptions = (kept: unknown): ImportOptions => {
  const options = importOptions.parse(kept)
  return { ...options, domain_id: options.domain_id ?? null }
}

/** @throws 403 `permission_denied` with the first permission that the import would need and the actor lacks. */
export const authorizeImport = (
  ctx: OrganizationContext,
  mapping: ImportMapping,
  options: Pick<ImportOptions, 'on_taken_slug' | 'create_tags'>,
): void => {
  const fields = fieldsOf(mapping)
  authorize(ctx, 'links.create')
  if (options.on_taken_slug === 'update') authorize(ctx, 'links.update')
  if (fields.has('tags') && options.create_tags) authorize(ctx, 'links.update')
  if (fields.has('is_archived')) authorize(ctx, 'links.archive')
  if (fields.has('project')) authorize(ctx, 'projects.read')
}

/** @throws 400, 404, 409 for a domain, project or tags that links of this organization can't have. */
export const settleOptions = async (
  ctx: OrganizationContext,
  given: z.output<typeof importOptions>,
): Promise<ImportOptions> => {
  const named = { domain_id: given.domain_id, project_id: given.project_id, tag_ids: given.tag_ids }
  refuseForeignThings(named, await lookUpReferences(ctx, [named], false))
  const domainId = given.domain_id === undefined ? (await findDefaultDomain(ctx))?.id : given.domain_id
  return { ...given, domain_id: domainId ?? null }
}
