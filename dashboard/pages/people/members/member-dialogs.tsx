import type { Member } from '#shared/contract/members.ts'
import type { Dialog } from '../../../ui/use-dialog.ts'
import { ChangeRoleDialog } from './change-role-dialog.tsx'
import { MakeOwnerDialog } from './make-owner-dialog.tsx'
import { RemoveMemberDialog } from './remove-member-dialog.tsx'
import { TransferOwnershipDialog } from './transfer-ownership-dialog.tsx'

export interface DialogSubject {
  act: 'change_role' | 'make_owner' | 'transfer' | 'remove'
  member: Member
}

export interface MemberDialogProps {
  member: Member
  isOpen: boolean
  onClose: () => void
}

const DIALOGS = {
  change_role: ChangeRoleDialog,
  make_owner: MakeOwnerDialog,
  transfer: TransferOwnershipDialog,
  remove: RemoveMemberDialog,
}

/** The dialog of the act that was chosen in a member's menu. */
export function MemberDialogs({ dialog }: { dialog: Dialog<DialogSubject> }) {
  if (dialog.subject === null) return null
  const { act, member } = dialog.subject
  const ActDialog = DIALOGS[act]
  return <ActDialog key={dialog.opening} member={member} isOpen={dialog.isOpen} onClose={dialog.close} />
}
