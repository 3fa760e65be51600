import type { Member } from '#shared/contract/members.ts'
import type { Permission } from '#shared/permissions.ts'

/** What the reasons depend on, beside the member. */
export interface Viewer {
  can: (permission: Permission) => boolean
}

const lacks = (permission: Permission): string => `You need the permission ${permission}.`
const BELOW = 'You can only change members whose role is below your own level.'

/** Why the role can't be changed; null when it can. */
export function whyNotChangeRole(member: Member, { can }: Viewer): string | null {
  if (member.can.change_role) return null
  if (member.is_owner) return 'An owner’s role changes only by another owner, or by transferring ownership.'
  if (member.is_you) return 'You can’t change your own role.'
  return can('team.change_role') ? BELOW : lacks('team.change_role')
}

/** Why the member can't be removed; null when they can. */
export function whyNotRemove(member: Member, { can }: Viewer): string | null {
  if (member.can.remove) return null
  if (!can('team.remove')) return lacks('team.remove')
  if (member.is_you) return 'You can’t remove yourself: leave the organization in Settings instead.'
  return member.is_owner ? 'An owner can only be removed by another owner.' : BELOW
}

/** Why a removed member can't be brought back; null when they can. */
export function whyNotReactivate(member: Member, { can }: Viewer): string | null {
  if (member.can.reactivate) return null
  if (!can('users.reactivate')) return lacks('users.reactivate')
  return 'Their account was deleted, or their former role is not below your own level.'
}

/** Why ownership can't be transferred to the member; null when it can. */
export function whyNotTransfer(member: Member): string | null {
  if (member.role.key === 'admin') return null
  return member.is_owner
    ? 'They are an owner already.'
    : 'Ownership goes to an active admin. Change their role to Admin first.'
}
