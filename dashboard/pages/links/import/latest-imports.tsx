import { Anchor, Badge, Text, Title } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { listLinkImports } from '#shared/contract/link-bulk.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { useRoute } from '../../../use-route.ts'
import { type LinkImport, sayCounts, statusOf } from './describe-import.ts'

const columnsFor = (onOpen: (id: string) => void): Column<LinkImport>[] => [
  {
    key: 'file_name',
    header: 'File',
    render: (shown) => (
      <Anchor component="button" size="sm" fw={550} ta="left" onClick={() => onOpen(shown.id)}>
        {shown.file_name}
      </Anchor>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    width: '120px',
    render: (shown) => <Badge color={statusOf(shown).color}>{statusOf(shown).label}</Badge>,
  },
  {
    key: 'result',
    header: 'Result',
    render: (shown) => (
      <Text size="sm" c="dimmed">
        {shown.status === 'uploaded' ? `${shown.total_rows.toLocaleString()} rows` : sayCounts(shown)}
      </Text>
    ),
  },
  { key: 'created_by', header: 'By', render: (shown) => shown.created_by.name },
  {
    key: 'created_at',
    header: 'Uploaded',
    width: '150px',
    render: (shown) => <TimeText value={shown.created_at} as="relative" />,
  },
]

/** The imports of the last time, newest first. */
export function LatestImports({ onOpen }: { onOpen: (id: string) => void }) {
  const { id: orgId } = useWorkspace()
  const imports = useRoute(listLinkImports, { params: { orgId } })
  return (
    <section aria-label="Latest imports">
      <Title order={2} mb="sm">
        Latest imports
      </Title>
      <DataTable
        label="Latest imports"
        columns={columnsFor(onOpen)}
        rows={imports.data?.data}
        query={imports}
        rowKey={({ id }) => id}
        minWidth={720}
        empty={
          <EmptyState
            icon={IconHistory}
            order={3}
            heading="No imports yet"
            description="What was imported shows here for ninety days, with the rows that failed."
          />
        }
      />
    </section>
  )
}
