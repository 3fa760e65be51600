import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addPasskey, listPasskeys, removePasskey, startPasskey } from '#shared/contract/account.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { type ApiError, call } from '../../api.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FormError } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { RowMenu } from '../../ui/row-menu.tsx'
import { RowMenuItem } from '../../ui/row-menu-item.tsx'
import { Section } from '../../ui/section.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useAct, useRoute } from '../../use-route.ts'
import { canUsePasskeys, isPasskeyCancelled, makePasskey } from '../auth/passkey.ts'

type Passkey = RouteResponse<typeof listPasskeys>['data'][number]

function AddPasskeyForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const queryClient = useQueryClient()
  const add = useMutation<unknown, ApiError>({
    mutationFn: async () => {
      const options = await call(startPasskey, {})
      return call(addPasskey, { body: { name: name.trim(), response: await makePasskey(options) } })
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [listPasskeys.path] })
      onClose()
      notifyDone('The passkey is added.')
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <Stack gap="md">
        <TextInput
          label="Name"
          description="To recognise it by, such as “Work laptop”."
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <FormError error={isPasskeyCancelled(add.error) ? null : add.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === ''} loading={add.isPending}>
            Continue in the browser
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const columnsWith = (onRemove: (passkey: Passkey) => void): Column<Passkey>[] => [
  { key: 'name', header: 'Name', render: ({ name }) => <Text fw={550}>{name}</Text> },
  { key: 'created_at', header: 'Added', render: ({ created_at: at }) => <TimeText value={at} /> },
  {
    key: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    width: '60px',
    render: (passkey) => (
      <RowMenu label={`Actions for ${passkey.name}`}>
        <RowMenuItem icon={<IconTrash size={16} />} isDestructive onClick={() => onRemove(passkey)}>
          Remove
        </RowMenuItem>
      </RowMenu>
    ),
  },
]

/** Passkeys: sign in with a fingerprint, a face, a PIN or a security key. */
export function PasskeysSection() {
  const passkeys = useRoute(listPasskeys, {})
  const [isAdding, form] = useDisclosure(false)
  const [leaving, setLeaving] = useState<Passkey | null>(null)
  const remove = useAct(removePasskey, { invalidate: [listPasskeys], onDone: () => setLeaving(null) })
  return (
    <Section
      heading="Passkeys"
      description="Sign in with a fingerprint, a face, a PIN or a security key instead of a password."
    >
      <DataTable
        label="Passkeys"
        columns={columnsWith(setLeaving)}
        rows={passkeys.data?.data}
        query={passkeys}
        rowKey={({ id }) => id}
        minWidth={0}
        empty={
          <EmptyState
            icon={IconKey}
            order={3}
            heading="No passkeys yet"
            description="Add this device, or a security key."
          />
        }
      />
      <Group>
        <Button variant="default" onClick={form.open} disabled={!canUsePasskeys()}>
          Add a passkey
        </Button>
        {!canUsePasskeys() && (
          <Text size="sm" c="dimmed">
            This browser has no passkeys here; they need https or localhost.
          </Text>
        )}
      </Group>
      <Modal opened={isAdding} onClose={form.close} title="Add a passkey">
        <AddPasskeyForm onClose={form.close} />
      </Modal>
      <ConfirmDialog
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title="Remove a passkey"
        confirmLabel="Remove passkey"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => leaving !== null && remove.mutate({ params: { passkeyId: leaving.id } })}
      >
        You can no longer sign in with “{leaving?.name}”. Your password and other passkeys keep working.
      </ConfirmDialog>
    </Section>
  )
}
