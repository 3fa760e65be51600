import { recordAudit } from '#server/audit/record-audit.ts'
import type { OrganizationContext } from '#server/kernel/context.ts'
import { forbidden } from '#server/kernel/errors.ts'
import { refusePersonal } from './delete-organization.ts'
import { keepLastOwner } from './keep-last-owner.ts'
import { lockOrganization } from './lock-organization.ts'
import { deactivateMember } from './ownership-queries.ts'
import { publishMemberEvent } from './publish-member-event.ts'

/**
 * Ends the actor's own membership; what they made stays.
 * @throws 409 `last_owner`, 403 `personal_workspace`, 403 `person_required` for keys.
 */
export const leaveOrganization = async (ctx: OrganizationContext): Promise<{ message: string }> => {
  if (ctx.actor.kind !== 'person' || ctx.actor.scopes !== null) {
    throw forbidden('person_required', 'Only a person leaves, not a key.')
  }
  refusePersonal(ctx)
  await lockOrganization(ctx)
  const { memberId, roleKey } = ctx.standing
  if (memberId === null) throw forbidden('person_required', 'Only a member leaves.')
  await keepLastOwner(ctx, { id: memberId, role: { key: roleKey } })
  await deactivateMember(ctx.tx, ctx.organization.id, memberId, {
    by: ctx.actor.id,
    reason: 'Left',
    now: ctx.now,
  })
  recordAudit(ctx, {
    organizationId: ctx.organization.id,
    action: 'org.member_left',
    targets: [{ type: 'member', id: memberId, name: ctx.actor.name }],
    changes: { is_active: { before: true, after: false } },
  })
  await publishMemberEvent(ctx, 'member.removed', memberId, { reason: 'left' })
  return { message: `You left ${ctx.organization.name}` }
}
