import type { Router } from '#server/http/router.ts'
import * as contract from '#shared/contract/members.ts'
import { changeMemberRole } from './change-member-role.ts'
import { getMember, listMembers } from './list-members.ts'
import { reactivateMember } from './reactivate-member.ts'
import { previewMemberRemoval, removeMember } from './remove-member.ts'

export const registerMembersRoutes = (router: Router): void => {
  router.organization(contract.listMembers, (ctx, { query }) => listMembers(ctx, query))
  router.organization(contract.getMember, (ctx, { params }) => getMember(ctx, params.memberId))
  router.organization(contract.changeMemberRole, (ctx, { params, body }) =>
    changeMemberRole(ctx, { memberId: params.memberId, roleId: body.role_id }),
  )
  router.organization(contract.previewMemberRemoval, (ctx, { params }) =>
    previewMemberRemoval(ctx, params.memberId),
  )
  router.organization(contract.removeMember, (ctx, { params, query }) =>
    removeMember(ctx, { memberId: params.memberId, reason: query.reason }),
  )
  router.organization(contract.reactivateMember, (ctx, { params, body }) =>
    reactivateMember(ctx, { memberId: params.memberId, roleId: body.role_id }),
  )
}
