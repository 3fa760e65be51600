import { Anchor, Group, Menu, Text, Tooltip } from '@mantine/core'
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { addressIn } from '../../frame/navigation.ts'
import type { Workspace } from '../../frame/use-me.ts'
import type { Column } from '../../ui/data-table.tsx'
import { RowMenu } from '../../ui/row-menu.tsx'
import { RowMenuItem } from '../../ui/row-menu-item.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { sayEvents } from './event-groups.ts'
import { type Webhook, whyNotDelete, whyNotUpdate } from './use-webhook-acts.ts'
import { DeliveryStatus, WebhookStatus } from './webhook-status.tsx'
import classes from './webhooks.module.css'

export interface WebhookActs {
  onEdit: (webhook: Webhook) => void
  onSwitch: (webhook: Webhook) => void
  onDelete: (webhook: Webhook) => void
}

const icon = { size: 16, stroke: 1.8 } as const

/** What may be done with a webhook; what may not says why. */
function WebhookMenu({ webhook, ...acts }: WebhookActs & { webhook: Webhook }) {
  return (
    <RowMenu label={`Actions for ${webhook.name}`}>
      <RowMenuItem
        icon={<IconPencil {...icon} />}
        onClick={() => acts.onEdit(webhook)}
        refusal={whyNotUpdate(webhook)}
      >
        Edit
      </RowMenuItem>
      <RowMenuItem
        icon={webhook.is_enabled ? <IconPlayerPause {...icon} /> : <IconPlayerPlay {...icon} />}
        onClick={() => acts.onSwitch(webhook)}
        refusal={whyNotUpdate(webhook)}
      >
        {webhook.is_enabled ? 'Switch off' : 'Switch on'}
      </RowMenuItem>
      <Menu.Divider />
      <RowMenuItem
        icon={<IconTrash {...icon} />}
        onClick={() => acts.onDelete(webhook)}
        refusal={whyNotDelete(webhook)}
        isDestructive
      >
        Delete
      </RowMenuItem>
    </RowMenu>
  )
}

/** The columns of the webhooks. */
export const webhookColumns = (workspace: Workspace, acts: WebhookActs): Column<Webhook>[] => [
  {
    key: 'name',
    header: 'Name',
    isSortable: true,
    render: (webhook) => (
      <>
        <Anchor
          component={Link}
          to={addressIn(workspace, `settings/webhooks/${webhook.id}`)}
          fw={550}
          size="sm"
        >
          {webhook.name}
        </Anchor>
        <Text size="xs" c="dimmed" className={classes.url} title={webhook.url}>
          {webhook.url}
        </Text>
      </>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    width: '100px',
    render: (webhook) => <WebhookStatus webhook={webhook} />,
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
    header: 'Last delivery',
    isSortable: true,
    width: '210px',
    render: ({ last_delivery: last }) =>
      last === null ? (
        <Text size="sm" c="dimmed">
          Nothing sent yet
        </Text>
      ) : (
        <Group gap={8} wrap="nowrap">
          <DeliveryStatus status={last.status} />
          <TimeText value={last.at} as="relative" />
        </Group>
      ),
  },
  {
    key: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'end',
    width: '60px',
    render: (webhook) => <WebhookMenu webhook={webhook} {...acts} />,
  },
]
