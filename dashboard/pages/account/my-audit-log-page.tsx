import { Badge, Button, Group, Menu, Select, Stack, Text } from '@mantine/core'
import { IconDownload, IconHistory } from '@tabler/icons-react'
import { exportMyAuditLogs, listMyAuditLogs } from '#shared/contract/audit.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { addressOf } from '../../api.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ListPagination } from '../../ui/list-pagination.tsx'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useListState } from '../../ui/use-list-state.ts'
import { useRoute } from '../../use-route.ts'
import { describeDevice } from './describe-device.ts'

type Entry = RouteResponse<typeof listMyAuditLogs>['data'][number]
type Outcome = Entry['outcome']

const COLUMNS: Column<Entry>[] = [
  { key: 'created_at', header: 'When', render: ({ created_at: at }) => <TimeText value={at} as="moment" /> },
  {
    key: 'action',
    header: 'What',
    render: ({ action, targets, outcome }) => (
      <Stack gap={0}>
        <Group gap={6} wrap="nowrap">
          <Text size="sm" ff="monospace">
            {action}
          </Text>
          {outcome === 'refused' && <Badge color="red">Refused</Badge>}
        </Group>
        {targets.length > 0 && (
          <Text size="xs" c="dimmed">
            {targets.map(({ name }) => name).join(', ')}
          </Text>
        )}
      </Stack>
    ),
  },
  { key: 'actor', header: 'By', render: ({ actor }) => actor.name },
  {
    key: 'organization',
    header: 'Workspace',
    render: ({ organization }) => organization?.name ?? 'Your account',
  },
  {
    key: 'ip',
    header: 'From',
    render: ({ ip, user_agent: userAgent }) => (
      <Stack gap={0} title={userAgent ?? undefined}>
        <Text size="sm" className="tabular">
          {ip ?? '—'}
        </Text>
        <Text size="xs" c="dimmed">
          {describeDevice(userAgent)}
        </Text>
      </Stack>
    ),
  },
]

function Download({ query }: { query: { search: string; outcome?: Outcome } }) {
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          Download
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={addressOf(exportMyAuditLogs, { query: { ...query, format: 'csv' } })}
          download
        >
          CSV
        </Menu.Item>
        <Menu.Item
          component="a"
          href={addressOf(exportMyAuditLogs, { query: { ...query, format: 'ndjson' } })}
          download
        >
          NDJSON
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** What you did, and what happened to your account. */
export function MyAuditLogPage() {
  const list = useListState({ search: '', outcome: '' })
  const { search, outcome } = list.values
  const query = { search, ...(outcome === '' ? {} : { outcome: outcome as Outcome }) }
  const entries = useRoute(listMyAuditLogs, { query: { page: list.page, ...query } }, { keepPrevious: true })
  return (
    <>
      <PageHeader
        title="My audit log"
        subtitle="What you did in every workspace, and what happened to your account."
      />
      <ListToolbar
        search={{ label: 'Search entries', value: search, onChange: (next) => list.set({ search: next }) }}
        right={<Download query={query} />}
      >
        <Select
          aria-label="Outcome"
          placeholder="Any outcome"
          clearable
          w={150}
          data={[
            { value: 'succeeded', label: 'Succeeded' },
            { value: 'refused', label: 'Refused' },
          ]}
          value={outcome === '' ? null : outcome}
          onChange={(next) => list.set({ outcome: next ?? '' })}
        />
      </ListToolbar>
      <DataTable
        label="My audit log"
        columns={COLUMNS}
        rows={entries.data?.data}
        query={entries}
        rowKey={({ id }) => id}
        minWidth={820}
        empty={
          <EmptyState
            icon={IconHistory}
            heading={list.isFiltered ? 'No entry matches' : 'Nothing yet'}
            description={
              list.isFiltered ? 'Try fewer words, or another outcome.' : 'What you do from now on shows here.'
            }
          >
            {list.isFiltered && (
              <Button variant="default" onClick={list.clear}>
                Show all
              </Button>
            )}
          </EmptyState>
        }
      />
      {entries.data !== undefined && (
        <ListPagination
          page={entries.data.page}
          limit={entries.data.limit}
          total={entries.data.total}
          noun="entries"
          onChange={(next) => list.set({ page: String(next) })}
        />
      )}
    </>
  )
}
