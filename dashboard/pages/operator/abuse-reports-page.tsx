import { Button, SegmentedControl } from '@mantine/core'
import { IconFlag } from '@tabler/icons-react'
import { listAbuseReports } from '#shared/contract/abuse.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ListPagination } from '../../ui/list-pagination.tsx'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { useDialog } from '../../ui/use-dialog.ts'
import { type ListState, useListState } from '../../ui/use-list-state.ts'
import { useRoute } from '../../use-route.ts'
import { abuseColumns } from './abuse-columns.tsx'
import { DecideDialog, type Deciding } from './decide-dialog.tsx'

type Query = NonNullable<RouteRequest<typeof listAbuseReports>['query']>

const STATUSES = [
  { value: 'open', label: 'Open' },
  { value: 'blocked', label: 'Blocked' },
  { value: 'dismissed', label: 'Dismissed' },
  { value: 'all', label: 'All' },
]

function NoReports({ list }: { list: ListState<'status'> }) {
  return (
    <EmptyState
      icon={IconFlag}
      heading={list.values.status === 'open' ? 'Nothing to decide' : 'No reports here'}
      description="Visitors report a link from the page that shows where it leads. You get a mail at most once an hour."
    >
      {list.values.status !== 'all' && (
        <Button variant="default" onClick={() => list.set({ status: 'all' })}>
          Show all reports
        </Button>
      )}
    </EmptyState>
  )
}

/** What strangers reported about links of this installation; only operators see it. */
export function AbuseReportsPage() {
  const list = useListState({ status: 'open' })
  const dialog = useDialog<Deciding>()
  const query = { status: list.values.status, page: list.page } as Query
  const reports = useRoute(listAbuseReports, { query }, { keepPrevious: true })
  return (
    <>
      <PageHeader
        title="Reported links"
        subtitle="Look at where a link leads, then block it or dismiss the report. A block can be lifted here only."
      />
      <ListToolbar>
        <SegmentedControl
          size="sm"
          aria-label="Status"
          data={STATUSES}
          value={list.values.status}
          onChange={(status) => list.set({ status })}
        />
      </ListToolbar>
      <DataTable
        label="Reported links"
        columns={abuseColumns(dialog.open)}
        rows={reports.data?.data}
        query={reports}
        rowKey={({ id }) => id}
        minWidth={900}
        empty={<NoReports list={list} />}
      />
      {reports.data !== undefined && (
        <ListPagination
          page={reports.data.page}
          limit={reports.data.limit}
          total={reports.data.total}
          noun="reports"
          onChange={(page) => list.set({ page: String(page) })}
        />
      )}
      {dialog.subject !== null && (
        <DecideDialog
          key={dialog.opening}
          deciding={dialog.subject}
          isOpen={dialog.isOpen}
          onClose={dialog.close}
        />
      )}
    </>
  )
}
