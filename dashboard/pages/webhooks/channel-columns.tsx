import { Group, Menu, Text, Tooltip } from '@mantine/core'
import {
  IconMessage,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnectedX,
} from '@tabler/icons-react'
import type { Column } from '../../ui/data-table.tsx'
import { RowMenu } from '../../ui/row-menu.tsx'
import { RowMenuItem } from '../../ui/row-menu-item.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { CHANNEL_KINDS, type Channel, whyNotManage } from './channel-kinds.ts'
import { sayEvents } from './event-groups.ts'
import { DeliveryStatus, WebhookStatus } from './webhook-status.tsx'

interface ChannelActs {
  onEdit: (channel: Channel) => void
  onSwitch: (channel: Channel) => void
  onTest: (channel: Channel) => void
  onDisconnect: (channel: Channel) => void
}

const icon = { size: 16, stroke: 1.8 } as const

function ChannelMenu({ channel, ...acts }: ChannelActs & { channel: Channel }) {
  const refusal = whyNotManage(channel)
  const whyNotTest = channel.is_enabled ? refusal : 'It is off: switch it on first.'
  return (
    <RowMenu label={`Actions for ${channel.name}`}>
      <RowMenuItem icon={<IconPencil {...icon} />} onClick={() => acts.onEdit(channel)} refusal={refusal}>
        Edit
      </RowMenuItem>
      <RowMenuItem icon={<IconMessage {...icon} />} onClick={() => acts.onTest(channel)} refusal={whyNotTest}>
        Post an example
      </RowMenuItem>
      <RowMenuItem
        icon={channel.is_enabled ? <IconPlayerPause {...icon} /> : <IconPlayerPlay {...icon} />}
        onClick={() => acts.onSwitch(channel)}
        refusal={refusal}
      >
        {channel.is_enabled ? 'Switch off' : 'Switch on'}
      </RowMenuItem>
      <Menu.Divider />
      <RowMenuItem
        icon={<IconPlugConnectedX {...icon} />}
        onClick={() => acts.onDisconnect(channel)}
        refusal={refusal}
        isDestructive
      >
        Disconnect
      </RowMenuItem>
    </RowMenu>
  )
}

function ChannelName({ channel }: { channel: Channel }) {
  const { icon: KindIcon, label } = CHANNEL_KINDS[channel.kind]
  return (
    <Group gap="sm" wrap="nowrap">
      <KindIcon size={20} stroke={1.6} aria-label={label} role="img" />
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
          {channel.name}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {channel.url_hint}
        </Text>
      </div>
    </Group>
  )
}

function LastMessage({ channel: { last_delivery: last, disabled_reason: reason } }: { channel: Channel }) {
  if (last === null)
    return (
      <Text size="sm" c="dimmed">
        Nothing posted yet
      </Text>
    )
  const problem = reason ?? last.problem
  return (
    <>
      <Group gap={8} wrap="nowrap">
        <DeliveryStatus status={last.status} />
        <TimeText value={last.at} as="relative" />
      </Group>
      {problem !== null && (
        <Text size="xs" c="dimmed" mt={2}>
          {problem}
        </Text>
      )}
    </>
  )
}

/** The columns of the connected channels. */
export const channelColumns = (acts: ChannelActs): Column<Channel>[] => [
  {
    key: 'name',
    header: 'Channel',
    isSortable: true,
    render: (channel) => <ChannelName channel={channel} />,
  },
  {
    key: 'status',
    header: 'Status',
    width: '100px',
    render: (channel) => <WebhookStatus webhook={channel} />,
  },
  {
    key: 'events',
    header: 'Events',
    width: '210px',
    render: ({ events }) => (
      <Tooltip label={events.join(', ')}>
        <Text component="span" size="sm" c="dimmed">
          {sayEvents(events)}
        </Text>
      </Tooltip>
    ),
  },
  {
    key: 'last',
    header: 'Last message',
    isSortable: true,
    width: '240px',
    render: (channel) => <LastMessage channel={channel} />,
  },
  {
    key: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    width: '60px',
    render: (channel) => <ChannelMenu channel={channel} {...acts} />,
  },
]
