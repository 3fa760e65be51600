import { recordAudit } from '#server/audit/record-audit.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { conflict, forbidden } from '#server/kernel/errors.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import type { previewMemberRemoval as contract } from '#shared/contract/members.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { isLastOwner, keepLastOwner } from './keep-last-owner.ts'
import { findMember } from './list-members.ts'
import { lockOrganization } from './lock-organization.ts'
import { type MemberRow, readRemovalTouches } from './member-queries.ts'
import { deactivateMember } from './ownership-queries.ts'
import { publishMemberEvent } from './publish-member-event.ts'
import { assertMayTouch } from './role-guard.ts'

/** What removing a member touches, shown before it is done. Bookings come with the scheduling that makes them. */
export const previewMemberRemoval = async (
  ctx: OrganizationContext,
  memberId: string,
): Promise<RouteResponse<typeof contract>> => {
  authorize(ctx, 'team.remove')
  const member = await findMember(ctx, memberId)
  const touches = await readRemovalTouches(ctx.tx, ctx.organization.id, member, ctx.now)
  return {
    upcoming_bookings: 0,
    sole_hosted_event_types: [],
    ...touches,
    is_last_owner: await isLastOwner(ctx, member.id),
  }
}

const refuseRemoval = async (ctx: OrganizationContext, member: MemberRow): Promise<void> => {
  if (member.id === ctx.standing.memberId)
    throw forbidden('own_membership', 'You can not remove yourself: leave instead.')
  if (!member.is_active) throw conflict('member_inactive', 'This member was removed already.')
  assertMayTouch(ctx, { key: member.role_key, level: member.level })
  await keepLastOwner(ctx, { id: member.id, role: { key: member.role_key } })
}

const tell = async (ctx: OrganizationContext, member: MemberRow, reason: string | null): Promise<void> => {
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'org.member_removed',
    targets: [{ type: 'member', id: member.id, name: member.name }],
    changes: { is_active: { before: true, after: false }, reason: { before: null, after: reason } },
  })
  if (member.is_deleted) return
  await sendMail(ctx, {
    to: member.email,
    template: 'member_removed',
    data: { organization: ctx.organization.name, name: member.name, removed_by: ctx.actor.name, reason },
  })
}

/**
 * Removes a member: deactivated with time, actor and reason; data and history stay, places in teams end, and their
 * session, token or personal key stops working here with its next request.
 * @throws 403 `own_membership`, `member_not_below_you`; 409 `last_owner`, `member_inactive`; 404.
 */
export const removeMember = async (
  ctx: OrganizationContext,
  input: { memberId: string; reason?: string | undefined },
): Promise<{ message: string }> => {
  authorize(ctx, 'team.remove')
  await lockOrganization(ctx)
  authorize(ctx, 'team.remove')
  const member = await findMember(ctx, input.memberId)
  await refuseRemoval(ctx, member)
  const reason = input.reason === undefined || input.reason === '' ? null : input.reason
  await deactivateMember(ctx.tx, ctx.organization.id, member.id, {
    by: ctx.actor.kind === 'person' ? ctx.actor.id : null,
    reason,
    now: ctx.now,
  })
  await tell(ctx, member, reason)
  await publishMemberEvent(ctx, 'member.removed', member.id, { reason: 'removed' })
  return { message: `${member.name} was removed` }
}
