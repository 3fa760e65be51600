import { Anchor, Button } from '@mantine/core'
import { IconPlus, IconWebhook } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { listWebhooks } from '#shared/contract/webhooks.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Gated } from '../../ui/gated.tsx'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { type Dialog, useDialog } from '../../ui/use-dialog.ts'
import { type ListState, useListState } from '../../ui/use-list-state.ts'
import { useRoute } from '../../use-route.ts'
import { DeleteWebhookDialog } from './delete-webhook-dialog.tsx'
import { sortRows, WEBHOOK_SORTS } from './sort-rows.ts'
import { useSwitchWebhook, type Webhook } from './use-webhook-acts.ts'
import { webhookColumns } from './webhook-columns.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'

type Subject = { act: 'edit'; webhook: Webhook | null } | { act: 'delete'; webhook: Webhook }

function CreateButton({ dialog }: { dialog: Dialog<Subject> }) {
  const { can } = useWorkspace()
  return (
    <Gated allowed={can('webhooks.create')} reason="You need the permission webhooks.create.">
      <Button
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => dialog.open({ act: 'edit', webhook: null })}
      >
        Create Webhook
      </Button>
    </Gated>
  )
}

function NoWebhooks({ list, dialog }: { list: ListState<'search' | 'sort'>; dialog: Dialog<Subject> }) {
  if (list.isFiltered)
    return (
      <EmptyState
        icon={IconWebhook}
        heading="No webhook matches"
        description="No webhook of this workspace has that in its name or address."
      >
        <Button variant="default" onClick={list.clear}>
          Show all webhooks
        </Button>
      </EmptyState>
    )
  return (
    <EmptyState
      icon={IconWebhook}
      heading="No webhooks yet"
      description="A webhook tells another program what happens here, such as a new link or a click, within moments. Create one with the address that should hear of it."
    >
      <CreateButton dialog={dialog} />
    </EmptyState>
  )
}

function WebhookList({ dialog }: { dialog: Dialog<Subject> }) {
  const workspace = useWorkspace()
  const list = useListState({ search: '', sort: 'name' })
  const webhooks = useRoute(listWebhooks, { params: { orgId: workspace.id } })
  const { set } = useSwitchWebhook()
  const wanted = list.values.search.trim().toLowerCase()
  const found = webhooks.data?.data.filter(({ name, url }) => `${name} ${url}`.toLowerCase().includes(wanted))
  return (
    <>
      <ListToolbar
        search={{
          label: 'Search webhooks',
          value: list.values.search,
          onChange: (search) => list.set({ search }),
        }}
      />
      <DataTable
        label="Webhooks"
        columns={webhookColumns(workspace, {
          onEdit: (webhook) => dialog.open({ act: 'edit', webhook }),
          onSwitch: (webhook) => set(webhook, !webhook.is_enabled),
          onDelete: (webhook) => dialog.open({ act: 'delete', webhook }),
        })}
        rows={found && sortRows(found, list.values.sort, WEBHOOK_SORTS)}
        sort={list.values.sort}
        onSort={(sort) => list.set({ sort })}
        query={webhooks}
        rowKey={({ id }) => id}
        minWidth={820}
        empty={<NoWebhooks list={list} dialog={dialog} />}
      />
    </>
  )
}

/** Programs elsewhere that are told what happens here. */
export function WebhooksPage() {
  const workspace = useWorkspace()
  const dialog = useDialog<Subject>()
  const mayRead = workspace.can('webhooks.read')
  const { subject } = dialog
  return (
    <>
      <PageHeader
        title="Webhooks"
        subtitle={
          <>
            Tell other programs what happens here: signed, tried again for three days, and logged. For a
            message in a channel, see{' '}
            <Anchor component={Link} to={addressIn(workspace, 'settings/integrations')} underline="always">
              Integrations
            </Anchor>
            .
          </>
        }
      >
        {mayRead && <CreateButton dialog={dialog} />}
      </PageHeader>
      {mayRead ? <WebhookList dialog={dialog} /> : <RestrictedNotice permission="webhooks.read" />}
      {subject?.act === 'edit' && (
        <WebhookDialog
          key={dialog.opening}
          webhook={subject.webhook}
          isOpen={dialog.isOpen}
          onClose={dialog.close}
        />
      )}
      {subject?.act === 'delete' && (
        <DeleteWebhookDialog webhook={subject.webhook} isOpen={dialog.isOpen} onClose={dialog.close} />
      )}
    </>
  )
}
