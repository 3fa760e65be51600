import { z } from 'zod'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { DomainError } from '#server/kernel/errors.ts'
import { type CreatedLink, createLinks } from '#server/short-links/create-links.ts'
import type { LinkInput } from '#server/short-links/link-row.ts'
import type { createLinks as contract } from '#shared/contract/link-bulk.ts'
import { linkInput } from '#shared/contract/link-fields.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { tellError } from './tell-outcomes.ts'

const itemSchema = z.strictObject(linkInput)

const brokenRules = (error: z.ZodError): DomainError => {
  const fields = error.issues.map(({ path, message }) => ({ field: path.join('.'), rule: message }))
  const told = fields.map(({ field, rule }) => (field === '' ? rule : `${field}: ${rule}`)).join('; ')
  return new DomainError(400, 'invalid_input', told, { fields })
}

/**
 * Creates up to 1,000 links, each checked alone: what is wrong with one is told in its place.
 * @throws 403 `permission_denied` for all of them.
 */
export const createLinksInBulk = async (
  ctx: OrganizationContext,
  given: z.output<typeof contract.body>['links'],
): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'links.create')
  const checked = given.map((item) => itemSchema.safeParse(item))
  const valid: LinkInput[] = checked.flatMap((result) => (result.success ? [result.data] : []))
  const made: CreatedLink[] = valid.length === 0 ? [] : await createLinks(ctx, valid)
  const remaining = made.values()
  const results = checked.map((result, index) => {
    const outcome = result.success ? remaining.next().value : { error: brokenRules(result.error) }
    if (outcome === undefined) throw new Error('each link has an outcome')
    return 'link' in outcome
      ? { index, id: outcome.link.id, status: 'done' as const, error: null, link: outcome.link }
      : { index, id: null, status: 'failed' as const, error: tellError(outcome.error), link: null }
  })
  const done = results.filter(({ status }) => status === 'done').length
  return { done, failed: results.length - done, results }
}
