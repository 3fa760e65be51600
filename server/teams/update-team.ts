import type { z } from 'zod'
import { moveAddress, releaseAddress } from '#server/addresses/claim-address.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import type { updateTeam as contract } from '#shared/contract/teams.ts'
import { authorizeTeam, findTeam } from './authorize-team.ts'
import { nameTakenOr } from './create-team.ts'
import { presentTeam } from './present-team.ts'
import { TEAM_ADDRESS } from './team-address-kind.ts'
import { deleteTeamRow, type TeamRow, updateTeamRow } from './team-queries.ts'

type Input = z.output<typeof contract.body>
type Changed = { name?: string; slug?: string; description?: string }
const FIELDS = ['name', 'slug', 'description'] as const

const changedFields = (row: TeamRow, input: Input): Changed =>
  Object.fromEntries(
    FIELDS.flatMap((field) => {
      const given = input[field]
      return given === undefined || given === row[field] ? [] : [[field, given]]
    }),
  )

/**
 * Changes a team's name, slug or description: by its OWNER, or with `team.manage_teams`. The old slug is free at once.
 * @throws 404, 403 `permission_denied`, 409 `name_taken`, 409 `slug_taken`, 400 for a reserved slug.
 */
export const updateTeam = async (
  ctx: OrganizationContext,
  id: string,
  input: Input,
): Promise<RouteResponse<typeof contract>> => {
  await authorizeTeam(ctx, id)
  await lockOrganization(ctx)
  const row = await authorizeTeam(ctx, id)
  const set = changedFields(row, input)
  if (Object.keys(set).length === 0) return presentTeam(ctx, row)
  if (set.slug !== undefined) await moveAddress(ctx, { kind: TEAM_ADDRESS, target_id: id }, set.slug)
  try {
    await updateTeamRow(ctx.tx, ctx.organization.id, id, { ...set, updated_at: ctx.now })
  } catch (error) {
    throw nameTakenOr(error, set.name ?? row.name)
  }
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'team.updated',
    targets: [{ type: 'team', id, name: set.name ?? row.name }],
    changes: Object.fromEntries(
      FIELDS.flatMap((field) =>
        set[field] === undefined ? [] : [[field, { before: row[field], after: set[field] }]],
      ),
    ),
  })
  return presentTeam(ctx, await findTeam(ctx, id))
}

/**
 * Deletes a team with its invitations; its members stay in the organization and its page answers 410.
 * @throws 403 `permission_denied` without `team.delete_teams` (a team's OWNER runs it, but does not delete it), 404.
 */
export const deleteTeam = async (ctx: OrganizationContext, id: string): Promise<{ message: string }> => {
  authorize(ctx, 'team.delete_teams')
  await lockOrganization(ctx)
  authorize(ctx, 'team.delete_teams')
  const row = await findTeam(ctx, id)
  await releaseAddress(ctx, { kind: TEAM_ADDRESS, target_id: id })
  await deleteTeamRow(ctx.tx, ctx.organization.id, id)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'team.deleted',
    targets: [{ type: 'team', id, name: row.name }],
    changes: {
      slug: { before: row.slug, after: null },
      member_count: { before: row.member_count, after: null },
    },
  })
  return { message: `The team ${row.name} was deleted.` }
}
