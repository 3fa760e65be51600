import type { z } from 'zod'
import { claimAddress } from '#server/addresses/claim-address.ts'
import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { brokenConstraint } from '#server/kernel/database/database.ts'
import { conflict, notFound } from '#server/kernel/errors.ts'
import { newId } from '#server/kernel/ids.ts'
import { refusePersonal } from '#server/organizations/delete-organization.ts'
import { lockOrganization } from '#server/organizations/lock-organization.ts'
import { enforceLimit, requireFeature } from '#server/plans/enforce-limit.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import type { createTeam as contract } from '#shared/contract/teams.ts'
import { findTeam } from './authorize-team.ts'
import { presentTeam } from './present-team.ts'
import { TEAM_ADDRESS } from './team-address-kind.ts'
import { type ActiveMember, findActiveMembers, insertTeamMembers } from './team-member-queries.ts'
import { insertTeam } from './team-queries.ts'

/** 409 for a broken unique name; other errors pass. */
export const nameTakenOr = (error: unknown, name: string): unknown =>
  brokenConstraint(error) === 'teams_name_key'
    ? conflict('name_taken', `A team is called ${name} already.`)
    : error

/** @throws 404 unless all are active members of the organization. */
const findMembers = async (ctx: OrganizationContext, ids: readonly string[]): Promise<ActiveMember[]> => {
  const wanted = [...new Set(ids)]
  const members = await findActiveMembers(ctx.tx, ctx.organization.id, wanted)
  if (members.length < wanted.length) throw notFound('member')
  return members
}

/** The creator, in person or with a personal key, owns the team; one made by an organization's key has no owner yet. */
const admitFirst = async (
  ctx: OrganizationContext,
  teamId: string,
  members: readonly ActiveMember[],
): Promise<void> => {
  const row = { organization_id: ctx.organization.id, team_id: teamId, joined_at: ctx.now }
  const creator = ctx.standing.memberId
  const others = members.filter((member) => member.id !== creator)
  await insertTeamMembers(ctx.tx, [
    ...(creator === null ? [] : [{ ...row, member_id: creator, role: 'owner' as const }]),
    ...others.map((member) => ({ ...row, member_id: member.id, role: 'member' as const })),
  ])
}

/**
 * Creates a team, whose slug is an address of this instance, and adds members of the organization to it.
 * @throws 403 `permission_denied`, `personal_workspace`, `feature_not_in_plan`, `limit_reached`; 404 for members;
 * 409 `name_taken`, `slug_taken`; 400 for a reserved slug.
 */
export const createTeam = async (
  ctx: OrganizationContext,
  input: z.output<typeof contract.body>,
): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'team.create_teams')
  refusePersonal(ctx)
  await lockOrganization(ctx)
  authorize(ctx, 'team.create_teams')
  requireFeature(ctx, 'teams')
  await enforceLimit(ctx, 'teams')
  const members = await findMembers(ctx, input.member_ids)
  const id = newId('team')
  await claimAddress(ctx, { kind: TEAM_ADDRESS, target_id: id }, input.slug)
  try {
    await insertTeam(ctx.tx, {
      organization_id: ctx.organization.id,
      id,
      name: input.name,
      slug: input.slug,
      description: input.description,
      created_by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      created_at: ctx.now,
    })
  } catch (error) {
    throw nameTakenOr(error, input.name)
  }
  await admitFirst(ctx, id, members)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'team.created',
    targets: [
      { type: 'team', id, name: input.name },
      ...members.map((member) => ({ type: 'member', id: member.id, name: member.name })),
    ],
    changes: { name: { before: null, after: input.name }, slug: { before: null, after: input.slug } },
  })
  return presentTeam(ctx, await findTeam(ctx, id))
}
