import { Text } from '@mantine/core'
import { deleteRole, listRoles, type Role } from '#shared/contract/roles.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import type { Dialog } from '../../../ui/use-dialog.ts'
import { useAct } from '../../../use-route.ts'

/** Deletes a custom role that nobody holds. */
export function DeleteRoleDialog({ dialog }: { dialog: Dialog<Role> }) {
  const { id: orgId } = useWorkspace()
  const { subject } = dialog
  const act = useAct(deleteRole, {
    invalidate: [listRoles],
    onDone: () => {
      notifyDone(`The role ${subject?.name} was deleted`)
      dialog.close()
    },
  })
  if (subject === null) return null
  return (
    <ConfirmDialog
      isOpen={dialog.isOpen}
      onClose={dialog.close}
      title="Delete Role"
      confirmLabel="Delete Role"
      isPending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate({ params: { orgId, roleId: subject.id } })}
    >
      <Text size="sm">
        The role <b>{subject.name}</b> with its {subject.permissions.length} permissions is deleted. Nobody
        holds it, so nobody loses access. This can’t be undone.
      </Text>
    </ConfirmDialog>
  )
}
