import { Button, Group, Input, Modal, Select, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { createServiceKey, listServiceKeys } from '#shared/contract/api-keys.ts'
import type { Permission } from '#shared/permissions.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { PermissionPicker } from '../../ui/permission-picker.tsx'
import { SecretOnce } from '../../ui/secret-once.tsx'
import { useAct } from '../../use-route.ts'

const LIFETIMES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: 'never', label: 'It does not expire' },
]

interface Values {
  name: string
  lifetime: string
  scopes: Permission[]
}

function CreateKeyForm({ onClose }: { onClose: () => void }) {
  const workspace = useWorkspace()
  const form = useForm<Values>({
    initialValues: { name: '', lifetime: '365', scopes: [] },
    validate: {
      name: isNotEmpty('Give it a name, such as what uses it'),
      scopes: (scopes) => (scopes.length === 0 ? 'Choose at least one' : null),
    },
  })
  const create = useAct(createServiceKey, { invalidate: [listServiceKeys], onFailed: showFieldErrors(form) })
  if (create.data !== undefined)
    return (
      <SecretOnce label="API key" value={create.data.secret}>
        <Group justify="flex-end">
          <Button onClick={onClose}>I have saved it</Button>
        </Group>
      </SecretOnce>
    )
  const submit = form.onSubmit(({ name, lifetime, scopes }) =>
    create.mutate({
      params: { orgId: workspace.id },
      body: { name, scopes, expires_in_days: lifetime === 'never' ? null : Number(lifetime) },
    }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          placeholder="What uses it"
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Select label="Expires" data={LIFETIMES} allowDeselect={false} {...form.getInputProps('lifetime')} />
        <Input.Wrapper
          label="It may do"
          description="Permissions that you hold yourself. The key keeps them when you leave."
          labelElement="div"
          error={form.errors.scopes}
        >
          <div style={{ marginTop: 6 }}>
            <PermissionPicker
              value={form.values.scopes}
              onChange={(scopes) => form.setFieldValue('scopes', scopes)}
              available={workspace.permissions}
            />
          </div>
        </Input.Wrapper>
        <FormError error={create.error} />
        <FormButtons label="Create API key" isPending={create.isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}

/** Makes a key of the organization and shows its secret once. */
export function CreateServiceKeyDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Create API key" size="lg" closeOnClickOutside={false}>
      <CreateKeyForm onClose={onClose} />
    </Modal>
  )
}
