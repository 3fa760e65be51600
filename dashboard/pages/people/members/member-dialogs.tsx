import { lazy, Suspense } from 'react'
import type { Member } from '#shared/contract/members.ts'
import type { Dialog } from '../../../ui/use-dialog.ts'

export interface DialogSubject {
  act: 'change_role' | 'make_owner' | 'transfer' | 'remove'
  member: Member
}

export interface MemberDialogProps {
  member: Member
  isOpen: boolean
  onClose: () => void
}

// Loaded when one is first opened: the list itself needs none of them.
const DIALOGS = {
  change_role: lazy(() =>
    import('./change-role-dialog.tsx').then((file) => ({ default: file.ChangeRoleDialog })),
  ),
  make_owner: lazy(() =>
    import('./make-owner-dialog.tsx').then((file) => ({ default: file.MakeOwnerDialog })),
  ),
  transfer: lazy(() =>
    import('./transfer-ownership-dialog.tsx').then((file) => ({ default: file.TransferOwnershipDialog })),
  ),
  remove: lazy(() =>
    import('./remove-member-dialog.tsx').then((file) => ({ default: file.RemoveMemberDialog })),
  ),
}

/** The dialog of the act that was chosen in a member's menu. */
export function MemberDialogs({ dialog }: { dialog: Dialog<DialogSubject> }) {
  if (dialog.subject === null) return null
  const { act, member } = dialog.subject
  const ActDialog = DIALOGS[act]
  return (
    <Suspense>
      <ActDialog key={dialog.opening} member={member} isOpen={dialog.isOpen} onClose={dialog.close} />
    </Suspense>
  )
}
