import { Badge, Button, Code, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { listPersonalKeys, revokePersonalKey } from '#shared/contract/api-keys.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { RowMenu } from '../../ui/row-menu.tsx'
import { RowMenuItem } from '../../ui/row-menu-item.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useAct, useRoute } from '../../use-route.ts'
import { CreateKeyDialog } from './create-key-dialog.tsx'

type Key = RouteResponse<typeof listPersonalKeys>['data'][number]

const columnsWith = (onRevoke: (key: Key) => void): Column<Key>[] => [
  {
    key: 'name',
    header: 'Name',
    render: ({ name, is_expired: isExpired }) => (
      <Group gap="xs" wrap="nowrap">
        <Text size="sm" fw={550}>
          {name}
        </Text>
        {isExpired && <Badge color="red">Expired</Badge>}
      </Group>
    ),
  },
  { key: 'prefix', header: 'Key', render: ({ prefix }) => <Code>{prefix}…</Code> },
  {
    key: 'scopes',
    header: 'May do',
    render: ({ scopes }) =>
      scopes === null ? (
        'Everything you may'
      ) : (
        <span title={scopes.join(', ')}>
          {scopes.length} {scopes.length === 1 ? 'permission' : 'permissions'}
        </span>
      ),
  },
  {
    key: 'last_used_at',
    header: 'Last used',
    render: ({ last_used_at: at }) => (at === null ? 'Never' : <TimeText value={at} as="relative" />),
  },
  {
    key: 'expires_at',
    header: 'Expires',
    render: ({ expires_at: at }) => (at === null ? 'Never' : <TimeText value={at} />),
  },
  {
    key: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    width: '60px',
    render: (key) => (
      <RowMenu label={`Actions for ${key.name}`}>
        <RowMenuItem icon={<IconTrash size={16} />} isDestructive onClick={() => onRevoke(key)}>
          Revoke
        </RowMenuItem>
      </RowMenu>
    ),
  },
]

/** Keys that act as you, within their scopes and your role in each workspace. */
export function PersonalKeysPage() {
  const keys = useRoute(listPersonalKeys, {})
  const [isCreating, create] = useDisclosure(false)
  const [leaving, setLeaving] = useState<Key | null>(null)
  const revoke = useAct(revokePersonalKey, { invalidate: [listPersonalKeys], onDone: () => setLeaving(null) })
  return (
    <>
      <PageHeader
        title="API keys"
        subtitle="A personal key acts as you: what it may do is what its scopes and your current role both allow. For keys that belong to an organization, see its settings."
      >
        <Button leftSection={<IconPlus size={16} />} onClick={create.open}>
          Create API key
        </Button>
      </PageHeader>
      <DataTable
        label="Personal API keys"
        columns={columnsWith(setLeaving)}
        rows={keys.data?.data}
        query={keys}
        rowKey={({ id }) => id}
        minWidth={760}
        empty={
          <EmptyState
            icon={IconKey}
            heading="No API keys yet"
            description="Create one to call the API from a script or another program."
          />
        }
      />
      {isCreating && <CreateKeyDialog isOpen onClose={create.close} />}
      <ConfirmDialog
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title="Revoke API key"
        confirmLabel="Revoke key"
        isPending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => leaving !== null && revoke.mutate({ params: { keyId: leaving.id } })}
      >
        Whatever uses “{leaving?.name}” ({leaving?.prefix}…) stops working at once. This can’t be undone.
      </ConfirmDialog>
    </>
  )
}
