import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, forbidden } from '#server/kernel/errors.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import type { Member } from '#shared/contract/members.ts'
import { refusePersonal } from './delete-organization.ts'
import { type FoundRole, findRole } from './find-role.ts'
import { keepLastOwner } from './keep-last-owner.ts'
import { findMember } from './list-members.ts'
import { lockOrganization } from './lock-organization.ts'
import type { MemberRow } from './member-queries.ts'
import { updateMemberRole } from './ownership-queries.ts'
import { presentMember } from './present-member.ts'
import { previousRole, publishMemberEvent } from './publish-member-event.ts'
import { assertMayGrant, assertMayTouch, isOwner } from './role-guard.ts'

/** Anyone's role but one's own. @throws 403 `own_role`. */
const refuseOwnRole = (ctx: OrganizationContext, member: MemberRow): void => {
  if (member.id === ctx.standing.memberId) throw forbidden('own_role', 'You can not change your own role.')
}

/** Ownership is given by owners alone; any other role by whoever the role guard lets. */
export const assertMayAssign = (ctx: OrganizationContext, role: FoundRole): void => {
  if (role.key === 'owner' && isOwner(ctx)) return
  assertMayGrant(ctx, role)
}

const tell = async (ctx: OrganizationContext, member: MemberRow, role: FoundRole): Promise<void> => {
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: role.key === 'owner' ? 'org.owner_added' : 'org.role_changed',
    targets: [{ type: 'member', id: member.id, name: member.name }],
    changes: { role: { before: member.role_name, after: role.name } },
  })
  if (member.is_deleted) return
  await sendMail(ctx, {
    to: member.email,
    template: 'role_changed',
    data: {
      organization: ctx.organization.name,
      name: member.name,
      old_role: member.role_name,
      new_role: role.name,
      changed_by: ctx.actor.name,
    },
  })
}

/**
 * Gives a member another role; an owner may make another member owner too.
 * @throws 403 `own_role`, `member_not_below_you`, `role_not_below_yours`, `permissions_beyond_yours`;
 * 409 `last_owner`, `member_inactive`; 404 for a member or role of elsewhere.
 */
export const changeMemberRole = async (
  ctx: OrganizationContext,
  input: { memberId: string; roleId: string },
): Promise<Member> => {
  authorize(ctx, 'team.change_role')
  refusePersonal(ctx)
  await lockOrganization(ctx)
  authorize(ctx, 'team.change_role')
  const member = await findMember(ctx, input.memberId)
  refuseOwnRole(ctx, member)
  if (!member.is_active) throw conflict('member_inactive', 'This member was removed: bring them back first.')
  assertMayTouch(ctx, { key: member.role_key, level: member.level })
  const role = await findRole(ctx, input.roleId)
  assertMayAssign(ctx, role)
  if (role.id === member.role_id) return presentMember(ctx, member)
  await keepLastOwner(ctx, { id: member.id, role: { key: member.role_key } })
  await updateMemberRole(ctx.tx, ctx.organization.id, member.id, role.id, ctx.now)
  await tell(ctx, member, role)
  await publishMemberEvent(ctx, 'member.role_changed', member.id, previousRole(member))
  return presentMember(ctx, await findMember(ctx, member.id))
}
