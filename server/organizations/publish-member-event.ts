import type { OrganizationContext } from '#server/kernel/context.ts'
import { isHeard, publishEvent } from '#server/webhooks/publish-event.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'
import { findMember } from './list-members.ts'

type MemberEventType = Extract<WebhookEventType, `member.${string}`>

/** Tells webhooks of a member as they are now; call after the change, in its transaction. */
export const publishMemberEvent = async (
  ctx: OrganizationContext,
  type: MemberEventType,
  memberId: string,
  more: Record<string, unknown> = {},
): Promise<void> => {
  if (!(await isHeard(ctx, type))) return
  const { id, user_id, name, email, role_id, role_key, role_name } = await findMember(ctx, memberId)
  const role = { id: role_id, key: role_key, name: role_name }
  await publishEvent(ctx, type, { member: { id, user_id, name, email, role }, ...more })
}

/** The role that a member had, as `member.role_changed` tells it. */
export const previousRole = (role: { role_id: string; role_key: string; role_name: string }) => ({
  previous_role: { id: role.role_id, key: role.role_key, name: role.role_name },
})
