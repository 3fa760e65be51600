import { Alert, Button, Group, Modal, Tabs, Text } from '@mantine/core'
import { useState } from 'react'
import { listMembers } from '#shared/contract/members.ts'
import { createRole, listRoles, type Role, updateRole } from '#shared/contract/roles.ts'
import { isPermission } from '#shared/permissions.ts'
import { useRefreshMe, useWorkspace } from '../../../frame/use-me.ts'
import { FormError } from '../../../ui/form-errors.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import type { Dialog } from '../../../ui/use-dialog.ts'
import { useAct } from '../../../use-route.ts'
import { useRoles } from '../use-roles.ts'
import { PermissionMatrix } from './permission-matrix.tsx'
import { RoleDetails } from './role-details.tsx'
import { type RoleForm, useRoleForm } from './role-draft.ts'
import classes from './role-editor.module.css'
import { RoleHeading, RolePermissions } from './role-summary.tsx'

function useSave({ draft, role, canEditDetails }: RoleForm, onDone: () => void) {
  const { id: orgId } = useWorkspace()
  const refreshMe = useRefreshMe()
  const invalidate = [listRoles, listMembers]
  const finish = (message: string) => {
    notifyDone(message)
    void refreshMe()
    onDone()
  }
  const create = useAct(createRole, {
    invalidate,
    onDone: ({ name }) => finish(`The role ${name} was created`),
  })
  const update = useAct(updateRole, {
    invalidate,
    onDone: ({ name }) => finish(`The role ${name} was updated`),
  })
  const permissions = [...draft.permissions].filter(isPermission)
  const details = {
    ...{ name: draft.name, description: draft.description, icon: draft.icon },
    ...{ color: draft.color, level: draft.level },
  }
  const save = () =>
    role === null
      ? create.mutate({ params: { orgId }, body: { ...details, permissions } })
      : update.mutate({
          params: { orgId, roleId: role.id },
          body: { ...(canEditDetails ? details : {}), permissions },
        })
  const act = role === null ? create : update
  return { save, isPending: act.isPending, error: act.error }
}

function noticeOf({ role, canEditPermissions, canEditDetails }: RoleForm): string | null {
  if (role?.key === 'owner')
    return 'Owner holds every permission, always. Nothing about this role can be changed.'
  if (!canEditPermissions)
    return 'You can look but not change: only roles below your own level, with permissions that you hold yourself, are yours to edit.'
  if (!canEditDetails)
    return 'A system role: its name, description, icon, color and level are fixed. Its permissions can be changed.'
  return null
}

function RolePreview({ form }: { form: RoleForm }) {
  const { draft, role } = form
  const permissions = [...draft.permissions]
  return (
    <aside className={classes.preview} aria-label="Preview">
      <Text size="xs" c="dimmed" mb="xs">
        Preview
      </Text>
      <RoleHeading role={{ ...draft, is_system: role?.is_system ?? false, permissions }} />
      <Text size="xs" c="dimmed" my="xs" className="tabular">
        level {draft.level}
      </Text>
      <RolePermissions permissions={permissions} />
    </aside>
  )
}

function EditorTabs({ form, error }: { form: RoleForm; error: ReturnType<typeof useSave>['error'] }) {
  const roles = useRoles().roles ?? []
  const [tab, setTab] = useState<string | null>(form.canEditDetails ? 'details' : 'permissions')
  return (
    <Tabs value={tab} onChange={setTab} className={classes.form}>
      <Tabs.List mb="md">
        <Tabs.Tab value="details">Details</Tabs.Tab>
        <Tabs.Tab value="permissions">Permissions</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="details">
        <RoleDetails form={form} roles={roles} error={error} />
      </Tabs.Panel>
      <Tabs.Panel value="permissions">
        <PermissionMatrix form={form} />
      </Tabs.Panel>
    </Tabs>
  )
}

function EditorForm({ role, onClose }: { role: Role | null; onClose: () => void }) {
  const { can } = useWorkspace()
  const { yourLevel } = useRoles()
  const form = useRoleForm(role, { level: yourLevel, can })
  const { save, isPending, error } = useSave(form, onClose)
  const notice = noticeOf(form)
  const isReady = form.canEditPermissions && form.draft.name.trim() !== ''
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) save()
      }}
    >
      {notice !== null && (
        <Alert color="gray" variant="light" mb="md" p="sm">
          <Text size="sm">{notice}</Text>
        </Alert>
      )}
      <div className={classes.columns}>
        <EditorTabs form={form} error={error} />
        <RolePreview form={form} />
      </div>
      <div className={classes.foot}>
        <FormError error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {form.canEditPermissions ? 'Cancel' : 'Close'}
          </Button>
          {form.canEditPermissions && (
            <Button type="submit" disabled={!isReady} loading={isPending}>
              {role === null ? 'Create Role' : 'Update Role'}
            </Button>
          )}
        </Group>
      </div>
    </form>
  )
}

/** "Create New Role" or "Edit Role": details, permissions, and a preview that follows them. */
export function RoleEditor({ dialog }: { dialog: Dialog<Role | 'new'> }) {
  const { subject, isOpen, close } = dialog
  if (subject === null) return null
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={subject === 'new' ? 'Create New Role' : 'Edit Role'}
      size={920}
      closeOnClickOutside={false}
    >
      <EditorForm role={subject === 'new' ? null : subject} onClose={close} />
    </Modal>
  )
}
