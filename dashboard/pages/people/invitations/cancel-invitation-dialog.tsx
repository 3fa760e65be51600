import { Text } from '@mantine/core'
import { cancelInvitation, type Invitation, listInvitations } from '#shared/contract/invitations.ts'
import { listLimits } from '#shared/contract/organizations.ts'
import { listRoles } from '#shared/contract/roles.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import type { Dialog } from '../../../ui/use-dialog.ts'
import { useAct } from '../../../use-route.ts'

/** Cancels a pending invitation after asking. */
export function CancelInvitationDialog({ dialog }: { dialog: Dialog<Invitation> }) {
  const { id: orgId } = useWorkspace()
  const { subject } = dialog
  const act = useAct(cancelInvitation, {
    invalidate: [listInvitations, listLimits, listRoles],
    onDone: ({ email }) => {
      notifyDone(`Invitation to ${email} cancelled`)
      dialog.close()
    },
  })
  if (subject === null) return null
  return (
    <ConfirmDialog
      isOpen={dialog.isOpen}
      onClose={() => {
        act.reset()
        dialog.close()
      }}
      title="Cancel Invitation"
      confirmLabel="Cancel Invitation"
      cancelLabel="Keep Invitation"
      isPending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate({ params: { orgId, invitationId: subject.id } })}
    >
      <Text size="sm">
        The link sent to <b>{subject.email}</b> ends at once and its seat becomes free. You can invite them
        again later.
      </Text>
    </ConfirmDialog>
  )
}
