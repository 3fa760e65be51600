import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict } from '#server/kernel/errors.ts'
import { enforceLimit } from '#server/plans/enforce-limit.ts'
import type { Member } from '#shared/contract/members.ts'
import { assertMayAssign } from './change-member-role.ts'
import { refusePersonal } from './delete-organization.ts'
import { findRole } from './find-role.ts'
import { findMember } from './list-members.ts'
import { lockOrganization } from './lock-organization.ts'
import { activateMember } from './member-queries.ts'
import { presentMember } from './present-member.ts'
import { publishMemberEvent } from './publish-member-event.ts'

/**
 * Brings a removed member back, with their former role when none is given; seat and role guard are checked anew.
 * @throws 403 `limit_reached` and those of the role guard; 409 `member_active`, `account_deleted`; 404.
 */
export const reactivateMember = async (
  ctx: OrganizationContext,
  input: { memberId: string; roleId?: string | undefined },
): Promise<Member> => {
  authorize(ctx, 'users.reactivate')
  refusePersonal(ctx)
  await lockOrganization(ctx)
  authorize(ctx, 'users.reactivate')
  const member = await findMember(ctx, input.memberId)
  if (member.is_active) throw conflict('member_active', 'This member is active already.')
  if (member.is_deleted) throw conflict('account_deleted', 'This account was deleted.')
  const role = await findRole(ctx, input.roleId ?? member.role_id)
  assertMayAssign(ctx, role)
  await enforceLimit(ctx, 'members')
  await activateMember(ctx.tx, ctx.organization.id, member.id, role.id, ctx.now)
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'org.member_reactivated',
    targets: [{ type: 'member', id: member.id, name: member.name }],
    changes: {
      is_active: { before: false, after: true },
      ...(role.id === member.role_id ? {} : { role: { before: member.role_name, after: role.name } }),
    },
  })
  await publishMemberEvent(ctx, 'member.joined', member.id)
  return presentMember(ctx, await findMember(ctx, member.id))
}
