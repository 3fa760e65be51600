import { Button, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { createPersonalKey, listPersonalKeys } from '#shared/contract/api-keys.ts'
import type { Permission } from '#shared/permissions.ts'
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

interface FormValues {
  name: string
  lifetime: string
  reach: 'everything' | 'some'
  scopes: Permission[]
}

const bodyOf = ({ name, lifetime, reach, scopes }: FormValues) => ({
  name,
  expires_in_days: lifetime === 'never' ? null : Number(lifetime),
  scopes: reach === 'everything' ? null : scopes,
})

function CreateKeyForm({ onClose }: { onClose: () => void }) {
  const form = useForm<FormValues>({
    initialValues: { name: '', lifetime: '365', reach: 'everything', scopes: [] },
    validate: {
      name: isNotEmpty('Give it a name, such as what uses it'),
      scopes: (scopes, { reach }) => (reach === 'some' && scopes.length === 0 ? 'Choose at least one' : null),
    },
  })
  const create = useAct(createPersonalKey, {
    invalidate: [listPersonalKeys],
    onFailed: showFieldErrors(form),
  })
  if (create.data !== undefined)
    return (
      <SecretOnce label="API key" value={create.data.secret}>
        <Group justify="flex-end">
          <Button onClick={onClose}>I have saved it</Button>
        </Group>
      </SecretOnce>
    )
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate({ body: bodyOf(values) }))} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          placeholder="What uses it"
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Select label="Expires" data={LIFETIMES} allowDeselect={false} {...form.getInputProps('lifetime')} />
        <Radio.Group label="It may do" {...form.getInputProps('reach')} error={form.errors.scopes}>
          <Stack gap="xs" mt={6}>
            <Radio value="everything" label="Everything I may do, in each workspace" />
            <Radio value="some" label="Only some of it" />
          </Stack>
        </Radio.Group>
        {form.values.reach === 'some' && (
          <PermissionPicker
            value={form.values.scopes}
            onChange={(scopes) => form.setFieldValue('scopes', scopes)}
          />
        )}
        <FormError error={create.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create API key
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Makes a personal key and shows its secret once. */
export function CreateKeyDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Create API key" size="lg" closeOnClickOutside={false}>
      <CreateKeyForm onClose={onClose} />
    </Modal>
  )
}
