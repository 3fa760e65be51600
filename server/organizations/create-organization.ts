import { recordAudit } from '#server/audit/record-audit.ts'
import { refuseScopedKey } from '#server/identity/require-session.ts'
import type { AccountContext } from '#server/kernel/context.ts'
import { setTenancy } from '#server/kernel/database/database.ts'
import { conflict, invalid } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { requireFeature } from '#server/plans/enforce-limit.ts'
import type { createOrganization as contract } from '#shared/contract/organizations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { isReservedSlug } from '#shared/reserved-slugs.ts'
import { createPersonalWorkspace } from './create-personal-workspace.ts'
import { enterOrganization } from './enter-organization.ts'
import { makeSlug } from './make-slug.ts'
import { insertFounding, insertOrganization } from './organization-queries.ts'

const ATTEMPTS = 5

export const slugTaken = (slug: string) =>
  conflict('slug_taken', `The slug ${slug} is taken.`, {
    fields: [{ field: 'slug', rule: 'must be unique' }],
  })

/** @throws 400 for a slug that the product keeps for itself. */
export const refuseReservedSlug = (slug: string): void => {
  if (isReservedSlug(slug)) throw invalid('slug', 'is reserved')
}

/** Inserts under the given slug, or under one made from the name; answers both. */
const insertWithSlug = async (
  ctx: AccountContext,
  input: { name: string; description?: string | undefined; slug?: string | undefined },
): Promise<{ id: string; slug: string }> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const id = newId('org')
    const slug = input.slug ?? makeSlug(input.name)
    await setTenancy(ctx.tx, { organization_id: id, user_id: '' })
    const isMade = await insertOrganization(ctx.tx, {
      id,
      kind: 'organization',
      name: input.name,
      slug,
      settings: input.description === undefined ? {} : { description: input.description },
      plan: ctx.runtime.plans.default_plan,
      created_by: ctx.actor.id,
      now: ctx.now,
    })
    if (isMade) return { id, slug }
    if (input.slug !== undefined) throw slugTaken(input.slug)
  }
  throw new Error('no free slug for an organization')
}

/**
 * Makes an organization with its four system roles; the creator becomes OWNER.
 * @throws 403 `feature_not_in_plan` by the plan of the creator's personal workspace, 403 `unscoped_key_required`, 409 `slug_taken`, 400 reserved slug.
 */
export const createOrganization = async (
  ctx: AccountContext,
  input: { name: string; description?: string | undefined; slug?: string | undefined },
): Promise<RouteResponse<typeof contract>> => {
  refuseScopedKey(ctx)
  const home = await enterOrganization(ctx, await createPersonalWorkspace(ctx, ctx.actor))
  requireFeature(home, 'organizations')
  if (input.slug !== undefined) refuseReservedSlug(input.slug)
  const { id, slug } = await insertWithSlug(ctx, input)
  await insertFounding(ctx.tx, id, ctx.actor.id, ctx.now)
  recordAudit(ctx, {
    organizationId: id,
    action: 'org.created',
    targets: [{ type: 'organization', id, name: input.name }],
    changes: { name: { before: null, after: input.name }, slug: { before: null, after: slug } },
  })
  return {
    id,
    name: input.name,
    slug,
    owner_id: ctx.actor.id,
    subscription_tier: ctx.runtime.plans.default_plan,
    created_at: ctx.now.toISOString(),
  }
}
