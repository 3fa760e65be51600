import type { z } from 'zod'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import type { previewRules as contract } from '#shared/contract/links.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { findLink } from './present-links.ts'
import { listOutcomes } from './rules/list-outcomes.ts'

/**
 * Where a visitor of a kind would be led, were the link live: everywhere possible with its share, and the likeliest.
 * @throws 404, 403 without `smart_links.read`.
 */
export const previewRules = async (
  ctx: OrganizationContext,
  id: string,
  visitor: z.output<typeof contract.body>,
): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'smart_links.read')
  const row = await findLink(ctx, id)
  const facts = {
    device: visitor.device,
    operatingSystem: visitor.operating_system,
    country: visitor.country,
    language: visitor.language,
    at: visitor.at === undefined ? ctx.now : new Date(visitor.at),
  }
  const possible = listOutcomes(row.rules, facts, row.destination)
  const likeliest = possible.reduce((best, outcome) =>
    outcome.percentage > best.percentage ? outcome : best,
  )
  return { destination: likeliest.destination, rule_id: likeliest.rule_id, possible }
}
