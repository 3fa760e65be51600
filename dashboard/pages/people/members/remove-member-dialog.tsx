import { Alert, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { listMembers, previewMemberRemoval, removeMember } from '#shared/contract/members.ts'
import { listLimits } from '#shared/contract/organizations.ts'
import { listRoles } from '#shared/contract/roles.ts'
import { useRefreshMe, useWorkspace } from '../../../frame/use-me.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { notifyUndoable } from '../../../ui/notify-undoable.tsx'
import { useAct, useRoute } from '../../../use-route.ts'
import type { MemberDialogProps } from './member-dialogs.tsx'
import { RemovalPreview } from './removal-preview.tsx'
import { useReactivate } from './use-reactivate.ts'

function useRemove({ member, onClose }: MemberDialogProps) {
  const workspace = useWorkspace()
  const refreshMe = useRefreshMe()
  const reactivate = useReactivate()
  return useAct(removeMember, {
    invalidate: [listMembers, listRoles, listLimits],
    onDone: () => {
      const message = `${member.name} was removed`
      if (workspace.can('users.reactivate')) notifyUndoable(message, () => reactivate(member))
      else notifyDone(message)
      void refreshMe()
      onClose()
    },
  })
}

/** The confirmation of 001 §12.2, with what the removal touches and a reason for the record. */
export function RemoveMemberDialog(props: MemberDialogProps) {
  const { member, isOpen, onClose } = props
  const { id: orgId } = useWorkspace()
  const [reason, setReason] = useState('')
  const request = { params: { orgId, memberId: member.id } }
  const preview = useRoute(previewMemberRemoval, request, { enabled: isOpen })
  const act = useRemove(props)
  const isLastOwner = preview.data?.is_last_owner === true
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Remove Member"
      confirmLabel="Remove Member"
      isPending={act.isPending}
      error={act.error}
      canConfirm={preview.data !== undefined && !isLastOwner}
      onConfirm={() => act.mutate({ ...request, query: reason.trim() === '' ? {} : { reason } })}
    >
      <Stack gap="md">
        <Text size="sm">
          Are you sure you want to remove {member.name || member.email} from the organization? This action
          cannot be undone.
        </Text>
        {preview.error === null ? (
          <RemovalPreview preview={preview.data} />
        ) : (
          <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
        )}
        <Text size="sm" c="dimmed">
          Someone with the permission to reactivate can make them a member again; their places in teams do not
          come back with it.
        </Text>
        {isLastOwner && (
          <Alert color="red" variant="light">
            The last owner can’t be removed. Make someone else an owner first.
          </Alert>
        )}
        <TextInput
          label="Reason"
          description="Kept with the removal and in the audit log; the mail to them names it."
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  )
}
