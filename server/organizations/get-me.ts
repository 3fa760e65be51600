import type { AccountContext } from '#server/kernel/context.ts'
import { setTenancy } from '#server/kernel/database/database.ts'
import { unauthenticated } from '#server/kernel/errors.ts'
import { hasFeature } from '#server/plans/find-plan.ts'
import type { getMe as contract } from '#shared/contract/organizations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import type { Permission } from '#shared/permissions.ts'
import { inCatalogueOrder, permissionsOf, withinScopes } from './permission-sets.ts'
import { listWorkspaces, readAccount, type WorkspaceRow } from './workspace-queries.ts'

type Me = RouteResponse<typeof contract>

/** As entering would give them: none for a key of someone who may not use the API there. */
const effectivePermissions = (ctx: AccountContext, row: WorkspaceRow): Permission[] => {
  const held = permissionsOf(row)
  if (ctx.actor.via?.kind === 'api_key' && !held.has('api_keys.use')) return []
  return inCatalogueOrder(withinScopes(held, ctx.actor.scopes))
}

const toWorkspace = (ctx: AccountContext, row: WorkspaceRow): Me['workspaces'][number] => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  kind: row.kind,
  role: { key: row.key, name: row.role_name, color: row.color, icon: row.icon },
  member_count: row.member_count,
  permissions: effectivePermissions(ctx, row),
  joined_at: row.joined_at.toISOString(),
})

/** The person, their workspaces and what they may do in each: what the dashboard starts from. */
export const getMe = async (ctx: AccountContext): Promise<Me> => {
  const { actor, runtime } = ctx
  await setTenancy(ctx.tx, { organization_id: '', user_id: actor.id })
  const rows = await listWorkspaces(ctx.tx, actor.id)
  const account = await readAccount(ctx.tx, actor.id)
  if (account === undefined) throw unauthenticated()
  const plan = rows.find((row) => row.kind === 'personal')?.plan ?? runtime.plans.default_plan
  const isActive = rows.some((row) => row.id === account.active_organization_id)
  return {
    user: {
      id: actor.id,
      name: actor.name,
      email: actor.email,
      image: actor.image,
      is_email_verified: actor.isEmailVerified,
      has_second_factor: actor.hasSecondFactor,
      is_operator: actor.isOperator,
      created_at: account.created_at.toISOString(),
    },
    active_organization_id: isActive ? account.active_organization_id : null,
    workspaces: rows.map((row) => toWorkspace(ctx, row)),
    instance: {
      has_smtp: runtime.config.smtpUrl !== null,
      can_create_organizations: hasFeature(runtime.plans, plan, 'organizations'),
    },
  }
}
