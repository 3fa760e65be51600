import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { changeMemberRole, listMembers } from '#shared/contract/members.ts'
import { listRoles } from '#shared/contract/roles.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { notifyDone, notifyFailed } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import { RoleSelect } from '../role-select.tsx'
import { useRoles } from '../use-roles.ts'
import type { MemberDialogProps } from './member-dialogs.tsx'
import { usePatchMember } from './use-members.ts'

// The row shows the new role at once; when the server refuses, the old one comes back with the reason.
function useChangeRole({ member, onClose }: MemberDialogProps) {
  const { id: orgId } = useWorkspace()
  const patchMember = usePatchMember()
  const act = useAct(changeMemberRole, {
    invalidate: [listMembers, listRoles],
    onDone: (changed) => notifyDone(`${changed.name} is now ${changed.role.name}`),
    onFailed: (error) => {
      patchMember(member.id, { role: member.role })
      notifyFailed(error)
    },
  })
  return (role: typeof member.role) => {
    const { id, key, name, icon, color, level, is_system } = role
    patchMember(member.id, { role: { id, key, name, icon, color, level, is_system } })
    onClose()
    act.mutate({ params: { orgId, memberId: member.id }, body: { role_id: role.id } })
  }
}

function ChangeRoleForm({
  onSubmit,
  ...props
}: MemberDialogProps & { onSubmit: ReturnType<typeof useChangeRole> }) {
  const { roles } = useRoles()
  const [roleId, setRoleId] = useState<string | null>(null)
  const chosen = roles?.find(({ id }) => id === roleId)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== undefined) onSubmit(chosen)
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          Update the role for {props.member.name || props.member.email}
        </Text>
        <RoleSelect
          label="New Role"
          roles={roles}
          value={roleId}
          onChange={setRoleId}
          currentRoleId={props.member.role.id}
          isAutofocused
        />
        <Text size="xs" c="dimmed">
          It takes effect with their next request, and a mail tells them.
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={chosen === undefined}>
            Update Role
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** "Change Member Role" of 001 §12.2. */
export function ChangeRoleDialog(props: MemberDialogProps) {
  const submit = useChangeRole(props)
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title="Change Member Role">
      <ChangeRoleForm {...props} onSubmit={submit} />
    </Modal>
  )
}
