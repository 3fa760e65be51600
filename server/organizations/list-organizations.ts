import type { AccountContext } from '#server/kernel/context.ts'
import { setTenancy } from '#server/kernel/database/database.ts'
import type { listOrganizations as contract } from '#shared/contract/organizations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { listWorkspaces } from './workspace-queries.ts'

/** Organizations that the person is a member of, in the shape that seed 002 prints; the personal workspace first. */
export const listOrganizations = async (ctx: AccountContext): Promise<RouteResponse<typeof contract>> => {
  await setTenancy(ctx.tx, { organization_id: '', user_id: ctx.actor.id })
  const rows = await listWorkspaces(ctx.tx, ctx.actor.id)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.key,
    member_count: row.member_count,
    joined_at: row.joined_at.toISOString(),
  }))
}
