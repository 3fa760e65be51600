import { recordAudit } from '#server/audit/record-audit.ts'
import { confirmIdentity } from '#server/identity/confirm-identity.ts'
import { authorize } from '#server/kernel/authorize.ts'
import type { AccountContext, OrganizationContext } from '#server/kernel/context.ts'
import { conflict, forbidden } from '#server/kernel/errors.ts'
import { sendMail } from '#server/kernel/mailer/send-mail.ts'
import { refusePersonal } from './delete-organization.ts'
import { findRoleByKey } from './find-role.ts'
import { findMember } from './list-members.ts'
import { lockOrganization } from './lock-organization.ts'
import type { MemberRow } from './member-queries.ts'
import { updateMemberRole } from './ownership-queries.ts'
import { previousRole, publishMemberEvent } from './publish-member-event.ts'
import { isOwner } from './role-guard.ts'

type Owner = OrganizationContext & AccountContext & { standing: { memberId: string } }

const isOwnerInPerson = (ctx: OrganizationContext): ctx is Owner =>
  ctx.actor.kind === 'person' && ctx.standing.memberId !== null && isOwner(ctx)

/** @throws 403 for anyone but an owner. */
const requireOwner = (ctx: OrganizationContext): Owner => {
  authorize(ctx, 'organization.transfer')
  if (!isOwnerInPerson(ctx)) throw forbidden('owner_required', 'Only an owner hands ownership over.')
  return ctx
}

const findHeir = async (ctx: OrganizationContext, memberId: string): Promise<MemberRow> => {
  const heir = await findMember(ctx, memberId)
  if (heir.is_active && !heir.is_deleted && heir.role_key === 'admin') return heir
  throw conflict('not_an_active_admin', 'Ownership goes to an active admin: make this member admin first.', {
    member_id: heir.id,
  })
}

const tell = async (owner: Owner, heir: MemberRow): Promise<void> => {
  recordAudit(owner, {
    organizationId: owner.organization.id,
    action: 'org.ownership_transferred',
    targets: [
      { type: 'member', id: heir.id, name: heir.name },
      { type: 'member', id: owner.standing.memberId, name: owner.actor.name },
    ],
    changes: { owner: { before: owner.actor.name, after: heir.name } },
  })
  const names = {
    organization: owner.organization.name,
    new_owner: heir.name,
    former_owner: owner.actor.name,
  }
  for (const { to, name, is_recipient_new_owner } of [
    { to: heir.email, name: heir.name, is_recipient_new_owner: true },
    { to: owner.actor.email, name: owner.actor.name, is_recipient_new_owner: false },
  ]) {
    await sendMail(owner, {
      to,
      template: 'ownership_moved',
      data: { ...names, name, is_recipient_new_owner },
    })
  }
}

/**
 * Hands ownership to an active admin in one step, after the password or second factor was shown again; the former owner
 * becomes admin. Irreversible by the one who did it.
 * @throws 403 `owner_required`, `personal_workspace`, those of confirming; 409 `not_an_active_admin`; 404.
 */
export const transferOwnership = async (
  ctx: OrganizationContext,
  input: { memberId: string; password?: string | undefined; code?: string | undefined },
): Promise<{ message: string }> => {
  const { memberId, ...proof } = input
  refusePersonal(ctx)
  await confirmIdentity(requireOwner(ctx), proof)
  await lockOrganization(ctx)
  const owner = requireOwner(ctx)
  const heir = await findHeir(owner, memberId)
  const former = await findMember(owner, owner.standing.memberId)
  const ownerRole = await findRoleByKey(owner, 'owner')
  const adminRole = await findRoleByKey(owner, 'admin')
  await updateMemberRole(owner.tx, owner.organization.id, heir.id, ownerRole.id, owner.now)
  await updateMemberRole(owner.tx, owner.organization.id, owner.standing.memberId, adminRole.id, owner.now)
  await tell(owner, heir)
  await publishMemberEvent(owner, 'member.role_changed', heir.id, previousRole(heir))
  await publishMemberEvent(owner, 'member.role_changed', owner.standing.memberId, previousRole(former))
  return { message: `${heir.name} now owns ${owner.organization.name}; you are an admin of it` }
}
