import { Anchor, Button } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { listIntegrations } from '#shared/contract/webhooks.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { type Dialog, useDialog } from '../../ui/use-dialog.ts'
import { type ListState, useListState } from '../../ui/use-list-state.ts'
import { useRoute } from '../../use-route.ts'
import { ChannelCards } from './channel-cards.tsx'
import { channelColumns } from './channel-columns.tsx'
import { ChannelDialog } from './channel-dialog.tsx'
import type { Channel, ChannelKind } from './channel-kinds.ts'
import { DisconnectDialog } from './disconnect-dialog.tsx'
import { sortRows, WEBHOOK_SORTS } from './sort-rows.ts'
import { useChannelActs } from './use-channel-acts.ts'

type Subject =
  | { act: 'edit'; kind: ChannelKind; channel: Channel | null }
  | { act: 'disconnect'; channel: Channel }

const REFRESH_MS = 10_000

function NoChannels({ list }: { list: ListState<'search' | 'sort'> }) {
  return list.isFiltered ? (
    <EmptyState
      icon={IconPlugConnected}
      heading="No channel matches"
      description="No connected channel has that in its name."
    >
      <Button variant="default" onClick={list.clear}>
        Show all channels
      </Button>
    </EmptyState>
  ) : (
    <EmptyState
      icon={IconPlugConnected}
      heading="No channel is connected"
      description="Connect a channel above, and choose what it is told: a new link, somebody who joined, a click."
    />
  )
}

function Channels({ dialog }: { dialog: Dialog<Subject> }) {
  const { id: orgId } = useWorkspace()
  const list = useListState({ search: '', sort: 'name' })
  const channels = useRoute(listIntegrations, { params: { orgId } }, { refetchInterval: REFRESH_MS })
  const acts = useChannelActs()
  const wanted = list.values.search.trim().toLowerCase()
  const found = channels.data?.data.filter(({ name, kind }) =>
    `${name} ${kind}`.toLowerCase().includes(wanted),
  )
  return (
    <>
      <ChannelCards
        channels={channels.data?.data}
        onConnect={(kind) => dialog.open({ act: 'edit', kind, channel: null })}
      />
      {(channels.data?.data.length ?? 0) > 0 && (
        <ListToolbar
          search={{
            label: 'Search channels',
            value: list.values.search,
            onChange: (search) => list.set({ search }),
          }}
        />
      )}
      <DataTable
        label="Connected channels"
        columns={channelColumns({
          ...acts,
          onEdit: (channel) => dialog.open({ act: 'edit', kind: channel.kind, channel }),
          onDisconnect: (channel) => dialog.open({ act: 'disconnect', channel }),
        })}
        rows={found && sortRows(found, list.values.sort, WEBHOOK_SORTS)}
        sort={list.values.sort}
        onSort={(sort) => list.set({ sort })}
        query={channels}
        rowKey={({ id }) => id}
        minWidth={780}
        empty={<NoChannels list={list} />}
      />
    </>
  )
}

/** Channels of chat programs that are told in words what happens here. */
export function IntegrationsPage() {
  const workspace = useWorkspace()
  const dialog = useDialog<Subject>()
  const { subject, opening, isOpen, close } = dialog
  return (
    <>
      <PageHeader
        title="Integrations"
        subtitle={
          <>
            Messages in the channels where your people are. To tell a program of yours, use{' '}
            <Anchor component={Link} to={addressIn(workspace, 'settings/webhooks')} underline="always">
              Webhooks
            </Anchor>
            .
          </>
        }
      />
      {workspace.can('integrations.read') ? (
        <Channels dialog={dialog} />
      ) : (
        <RestrictedNotice permission="integrations.read" />
      )}
      {subject?.act === 'edit' && (
        <ChannelDialog
          key={opening}
          kind={subject.kind}
          channel={subject.channel}
          isOpen={isOpen}
          onClose={close}
        />
      )}
      {subject?.act === 'disconnect' && (
        <DisconnectDialog channel={subject.channel} isOpen={isOpen} onClose={close} />
      )}
    </>
  )
}
