import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { notFound } from '#server/kernel/errors.ts'
import type { listMembers as contract, getMember as memberContract } from '#shared/contract/members.ts'
import type { RouteInput, RouteResponse } from '#shared/contract/route.ts'
import { listMemberRows, type MemberRow, readMember } from './member-queries.ts'
import { presentMember } from './present-member.ts'

/** A page of members: search in name and e-mail, by role, status and team. */
export const listMembers = async (
  ctx: OrganizationContext,
  query: RouteInput<typeof contract>['query'],
): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'team.view')
  const { search, role, status, team, sort, page, limit } = query
  const { rows, total } = await listMemberRows(ctx.tx, ctx.organization.id, {
    ...{ search, role, status, team, sort, page, limit },
  })
  return { data: rows.map((row) => presentMember(ctx, row)), page, limit, total }
}

/** A member's row, removed ones too. @throws 404. */
export const findMember = async (ctx: OrganizationContext, memberId: string): Promise<MemberRow> => {
  const row = await readMember(ctx.tx, ctx.organization.id, memberId)
  if (row === undefined) throw notFound('member')
  return row
}

/** One member. */
export const getMember = async (
  ctx: OrganizationContext,
  memberId: string,
): Promise<RouteResponse<typeof memberContract>> => {
  authorize(ctx, 'team.view')
  return presentMember(ctx, await findMember(ctx, memberId))
}
