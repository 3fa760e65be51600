import { Anchor, Button } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { listServiceKeys, revokeServiceKey } from '#shared/contract/api-keys.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Gated } from '../../ui/gated.tsx'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { PlanNotice } from '../../ui/plan-notice.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { type Dialog, useDialog } from '../../ui/use-dialog.ts'
import { useListState } from '../../ui/use-list-state.ts'
import { useAct, useRoute } from '../../use-route.ts'
import { apiKeyColumns, type ServiceKey } from './api-key-columns.tsx'
import { CreateServiceKeyDialog } from './create-organization-key-dialog.tsx'

type Subject = { act: 'create' } | { act: 'revoke'; key: ServiceKey }

function CreateButton({ onOpen }: { onOpen: () => void }) {
  const { can } = useWorkspace()
  return (
    <Gated allowed={can('api_keys.create')} reason="You need the permission api_keys.create.">
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onOpen}>
        Create API key
      </Button>
    </Gated>
  )
}

function RevokeDialog({ dialog }: { dialog: Dialog<Subject> }) {
  const { id: orgId } = useWorkspace()
  const revoke = useAct(revokeServiceKey, {
    invalidate: [listServiceKeys],
    onDone: () => {
      notifyDone('The API key was revoked')
      dialog.close()
    },
  })
  if (dialog.subject?.act !== 'revoke') return null
  const { id: keyId, name, prefix } = dialog.subject.key
  return (
    <ConfirmDialog
      isOpen={dialog.isOpen}
      onClose={dialog.close}
      title="Revoke API key"
      confirmLabel="Revoke key"
      isPending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate({ params: { orgId, keyId } })}
    >
      Whatever uses “{name}” ({prefix}…) stops working with its next request. This can’t be undone.
    </ConfirmDialog>
  )
}

function NoKeys({
  isFiltered,
  onClear,
  onCreate,
}: { isFiltered: boolean } & Record<'onClear' | 'onCreate', () => void>) {
  return (
    <EmptyState
      icon={IconKey}
      heading={isFiltered ? 'No key matches' : 'No API keys yet'}
      description={
        isFiltered
          ? 'No key of this workspace has that in its name.'
          : 'Create one for a program that should go on working whoever comes or goes.'
      }
    >
      {isFiltered ? (
        <Button variant="default" onClick={onClear}>
          Show all keys
        </Button>
      ) : (
        <CreateButton onOpen={onCreate} />
      )}
    </EmptyState>
  )
}

function KeyList({ dialog }: { dialog: Dialog<Subject> }) {
  const { id: orgId } = useWorkspace()
  const list = useListState({ search: '' })
  const keys = useRoute(listServiceKeys, { params: { orgId } })
  if (keys.error?.code === 'feature_not_in_plan')
    return <PlanNotice feature="The API" plan={keys.error.details.plan as string | undefined} />
  const wanted = list.values.search.trim().toLowerCase()
  return (
    <>
      <ListToolbar
        search={{
          label: 'Search keys',
          value: list.values.search,
          onChange: (search) => list.set({ search }),
        }}
      />
      <DataTable
        label="API keys"
        columns={apiKeyColumns((key) => dialog.open({ act: 'revoke', key }))}
        rows={keys.data?.data.filter(({ name, prefix }) =>
          `${name} ${prefix}`.toLowerCase().includes(wanted),
        )}
        query={keys}
        rowKey={({ id }) => id}
        minWidth={780}
        empty={
          <NoKeys
            isFiltered={list.isFiltered}
            onClear={list.clear}
            onCreate={() => dialog.open({ act: 'create' })}
          />
        }
      />
    </>
  )
}

/** Keys that belong to the workspace, not to a person. */
export function ApiKeysPage() {
  const { can } = useWorkspace()
  const dialog = useDialog<Subject>()
  const mayView = can('api_keys.view')
  return (
    <>
      <PageHeader
        title="API keys"
        subtitle={
          <>
            Keys of this workspace: they belong to it, not to a person. For a key that acts as you, see{' '}
            <Anchor component={Link} to="/account/api-keys" underline="always">
              your account
            </Anchor>
            .
          </>
        }
      >
        {mayView && <CreateButton onOpen={() => dialog.open({ act: 'create' })} />}
      </PageHeader>
      {mayView ? <KeyList dialog={dialog} /> : <RestrictedNotice permission="api_keys.view" />}
      <CreateServiceKeyDialog
        key={`create-${dialog.opening}`}
        isOpen={dialog.isOpen && dialog.subject?.act === 'create'}
        onClose={dialog.close}
      />
      <RevokeDialog key={`revoke-${dialog.opening}`} dialog={dialog} />
    </>
  )
}
