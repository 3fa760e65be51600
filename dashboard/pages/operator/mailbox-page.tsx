import { Badge, Drawer, Text, UnstyledButton } from '@mantine/core'
import { IconMailbox } from '@tabler/icons-react'
import { useState } from 'react'
import { listMailbox } from '#shared/contract/operator.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ListPagination } from '../../ui/list-pagination.tsx'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useListState } from '../../ui/use-list-state.ts'
import { useRoute } from '../../use-route.ts'
import { MailView } from './mail-view.tsx'

type Mail = RouteResponse<typeof listMailbox>['data'][number]

const STATUS_COLORS = { queued: 'gray', sent: 'guild', failed: 'red', kept: 'yellow' } as const
const STATUS_NAMES = { queued: 'Waiting', sent: 'Sent', failed: 'Failed', kept: 'Kept here' } as const

const columnsWith = (onRead: (mail: Mail) => void): Column<Mail>[] => [
  {
    key: 'subject',
    header: 'Subject',
    render: (mail) => (
      <UnstyledButton onClick={() => onRead(mail)}>
        <Text size="sm" fw={550} c="var(--mantine-color-anchor)">
          {mail.subject}
        </Text>
      </UnstyledButton>
    ),
  },
  { key: 'to', header: 'To', render: ({ to }) => to },
  {
    key: 'status',
    header: 'Status',
    render: ({ status }) => <Badge color={STATUS_COLORS[status]}>{STATUS_NAMES[status]}</Badge>,
  },
  {
    key: 'created_at',
    header: 'Written',
    render: ({ created_at: at }) => <TimeText value={at} as="relative" />,
  },
]

/** Mails that stay on this machine while no SMTP server is set; only operators see them. */
export function MailboxPage() {
  const { values, page, set, isFiltered } = useListState({ search: '' })
  const [reading, setReading] = useState<Mail | null>(null)
  const mails = useRoute(listMailbox, { query: { page, search: values.search } }, { keepPrevious: true })
  return (
    <>
      <PageHeader
        title="Mailbox"
        subtitle="No SMTP server is set, so mails stay here instead of being sent. Open one to follow its link."
      />
      <ListToolbar
        search={{ label: 'Search mails', value: values.search, onChange: (search) => set({ search }) }}
      />
      <DataTable
        label="Mails"
        columns={columnsWith(setReading)}
        rows={mails.data?.data}
        query={mails}
        rowKey={({ id }) => id}
        minWidth={680}
        empty={
          <EmptyState
            icon={IconMailbox}
            heading={isFiltered ? 'No mail matches' : 'No mails yet'}
            description={
              isFiltered
                ? 'Search for another address or subject.'
                : 'Invitations, verifications and password resets show up here.'
            }
          />
        }
      />
      {mails.data !== undefined && (
        <ListPagination
          page={mails.data.page}
          limit={mails.data.limit}
          total={mails.data.total}
          noun="mails"
          onChange={(next) => set({ page: String(next) })}
        />
      )}
      <Drawer
        opened={reading !== null}
        onClose={() => setReading(null)}
        position="right"
        size="lg"
        title={reading?.subject ?? ''}
      >
        {reading !== null && <MailView mailId={reading.id} />}
      </Drawer>
    </>
  )
}
