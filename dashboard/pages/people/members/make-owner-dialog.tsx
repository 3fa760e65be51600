import { List, Text } from '@mantine/core'
import { changeMemberRole, listMembers } from '#shared/contract/members.ts'
import { listRoles } from '#shared/contract/roles.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import { useRoles } from '../use-roles.ts'
import type { MemberDialogProps } from './member-dialogs.tsx'

/** Gives a member the Owner role beside the present owners. */
export function MakeOwnerDialog({ member, isOpen, onClose }: MemberDialogProps) {
  const { id: orgId, name } = useWorkspace()
  const owner = useRoles().roles?.find(({ key }) => key === 'owner')
  const act = useAct(changeMemberRole, {
    invalidate: [listMembers, listRoles],
    onDone: (changed) => {
      notifyDone(`${changed.name} is now an owner`)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Make Owner"
      confirmLabel="Make Owner"
      isPending={act.isPending}
      error={act.error}
      canConfirm={owner !== undefined}
      onConfirm={() =>
        owner !== undefined &&
        act.mutate({ params: { orgId, memberId: member.id }, body: { role_id: owner.id } })
      }
    >
      <Text size="sm" mb="xs">
        <b>{member.name || member.email}</b> becomes an owner of {name}, beside you. An owner can:
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>do everything that you can, deleting the organization included</List.Item>
        <List.Item>make more owners, change your role, and remove you</List.Item>
      </List>
      <Text size="sm" mt="xs" c="dimmed">
        You stay an owner. Once there is another owner you can leave, or have your role changed.
      </Text>
    </ConfirmDialog>
  )
}
