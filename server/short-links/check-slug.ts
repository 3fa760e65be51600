import type { z } from 'zod'
import { isAddressFree } from '#server/addresses/claim-address.ts'
import { DEFAULT_HOST } from '#server/addresses/slug-key.ts'
import { findUsableDomain } from '#server/domains/find-usable-domain.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { checkSlug as contract } from '#shared/contract/links.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { randomSlug } from './random-slug.ts'
import { findSlugProblem } from './slug-rules.ts'

const SUGGESTIONS = 10

const suggest = async (ctx: OrganizationContext, host: string): Promise<string> => {
  for (let tries = 0; tries < SUGGESTIONS; tries += 1) {
    const slug = randomSlug()
    if (await isAddressFree(ctx, host, slug)) return slug
  }
  throw new Error('ten random slugs are taken')
}

/**
 * Whether a slug can be had now, with what is wrong with it; without one, a free random one. Nothing is kept by it.
 * @throws 403 without `links.create`; 404, 409 `domain_not_verified` for the domain.
 */
export const checkSlug = async (
  ctx: OrganizationContext,
  { domain_id, slug }: z.output<typeof contract.query>,
): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'links.create')
  const host = domain_id === undefined ? DEFAULT_HOST : (await findUsableDomain(ctx, domain_id)).id
  if (slug === undefined) return { slug: await suggest(ctx, host), is_free: true, problem: null }
  const problem = findSlugProblem(slug, host === DEFAULT_HOST)
  if (problem !== null) return { slug, is_free: false, problem: problem.rule }
  const isFree = await isAddressFree(ctx, host, slug)
  return { slug, is_free: isFree, problem: isFree ? null : 'is taken; choose another' }
}
