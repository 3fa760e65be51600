import { Badge, Code, Group, List, Popover, ScrollArea, Text, UnstyledButton } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { listServiceKeys } from '#shared/contract/api-keys.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import type { Column } from '../../ui/data-table.tsx'
import { RowMenu } from '../../ui/row-menu.tsx'
import { RowMenuItem } from '../../ui/row-menu-item.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import classes from './api-key-columns.module.css'

export type ServiceKey = RouteResponse<typeof listServiceKeys>['data'][number]

function Scopes({ scopes, name }: Pick<ServiceKey, 'scopes' | 'name'>) {
  if (scopes === null) return 'Everything'
  return (
    <Popover shadow="md" width={260}>
      <Popover.Target>
        <UnstyledButton className={classes.scopes} aria-label={`Permissions of ${name}: ${scopes.length}`}>
          {scopes.length === 1 ? scopes[0] : `${scopes.length} permissions`}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ScrollArea.Autosize mah={260} type="auto" viewportProps={{ tabIndex: 0 }}>
          <List size="sm" listStyleType="none">
            {scopes.map((scope) => (
              <List.Item key={scope}>
                <Code>{scope}</Code>
              </List.Item>
            ))}
          </List>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The columns of an organization's keys. */
export const apiKeyColumns = (onRevoke: (key: ServiceKey) => void): Column<ServiceKey>[] => [
  {
    key: 'name',
    header: 'Name',
    render: ({ name, prefix, is_expired: isExpired }) => (
      <>
        <Group gap="xs">
          <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          {isExpired && (
            <Badge size="sm" color="red">
              Expired
            </Badge>
          )}
        </Group>
        <Code fz={11.5}>{prefix}…</Code>
      </>
    ),
  },
  {
    key: 'scopes',
    header: 'May do',
    width: '150px',
    render: ({ scopes, name }) => <Scopes scopes={scopes} name={name} />,
  },
  {
    key: 'created',
    header: 'Created',
    width: '170px',
    render: ({ created_at: at, created_by: creator }) => (
      <>
        <TimeText value={at} />
        {creator !== null && (
          <Text size="xs" c="dimmed">
            by {creator.name}
          </Text>
        )}
      </>
    ),
  },
  {
    key: 'last_used',
    header: 'Last used',
    width: '120px',
    render: ({ last_used_at: at }) => (at === null ? 'Never' : <TimeText value={at} as="relative" />),
  },
  {
    key: 'expires',
    header: 'Expires',
    width: '120px',
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
        <RowMenuItem
          icon={<IconTrash size={16} stroke={1.8} />}
          onClick={() => onRevoke(key)}
          refusal={key.can.revoke ? null : 'You need the permission api_keys.revoke.'}
          isDestructive
        >
          Revoke
        </RowMenuItem>
      </RowMenu>
    ),
  },
]
