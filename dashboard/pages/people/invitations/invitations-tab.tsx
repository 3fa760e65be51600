import { Button, Modal, Select } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { INVITATION_STATUSES, type Invitation, listInvitations } from '#shared/contract/invitations.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ListPagination } from '../../../ui/list-pagination.tsx'
import { ListToolbar } from '../../../ui/list-toolbar.tsx'
import { useDialog } from '../../../ui/use-dialog.ts'
import { type ListState, useListState } from '../../../ui/use-list-state.ts'
import { useRoute } from '../../../use-route.ts'
import { CancelInvitationDialog } from './cancel-invitation-dialog.tsx'
import { invitationColumns } from './invitation-columns.tsx'
import { InvitationLink } from './invitation-link.tsx'
import { STATUS_LABELS } from './invitation-status.tsx'
import { type Resent, useResend } from './use-resend.ts'

type Filter = 'search' | 'status' | 'sort'
type Query = NonNullable<RouteRequest<typeof listInvitations>['query']>

const DEFAULTS: Record<Filter, string> = { search: '', status: 'all', sort: '-created_at' }
const STATUS_CHOICES = [
  { value: 'all', label: 'All' },
  ...INVITATION_STATUSES.map((status) => ({ value: status, label: STATUS_LABELS[status] })),
]
const PAGE_SIZE = 50

function Filters({ list }: { list: ListState<Filter> }) {
  return (
    <ListToolbar
      search={{
        label: 'Search invitations',
        value: list.values.search,
        onChange: (search) => list.set({ search }),
      }}
    >
      <Select
        aria-label="Status"
        data={STATUS_CHOICES}
        value={list.values.status}
        onChange={(status) => list.set({ status: status ?? 'all' })}
        allowDeselect={false}
        w={150}
      />
    </ListToolbar>
  )
}

function NoInvitations({ list }: { list: ListState<Filter> }) {
  if (!list.isFiltered)
    return (
      <EmptyState
        icon={IconMail}
        heading="No invitations yet"
        description="Invite a colleague by e-mail with “Invite Member” at the top. Every invitation stays listed here with what became of it."
      />
    )
  return (
    <EmptyState
      icon={IconMail}
      heading="No invitation matches"
      description="None has this e-mail and status."
    >
      <Button variant="default" onClick={list.clear}>
        Clear search and filter
      </Button>
    </EmptyState>
  )
}

function useInvitations(list: ListState<Filter>) {
  const { id: orgId } = useWorkspace()
  const query: Query = {
    page: list.page,
    limit: PAGE_SIZE,
    status: list.values.status as NonNullable<Query['status']>,
    sort: list.values.sort as NonNullable<Query['sort']>,
    ...(list.values.search === '' ? {} : { search: list.values.search }),
  }
  return useRoute(listInvitations, { params: { orgId }, query }, { keepPrevious: true })
}

/** Every invitation that was sent, as 001 §12.3 shows them. */
export function InvitationsTab() {
  const list = useListState<Filter>(DEFAULTS)
  const query = useInvitations(list)
  const cancelling = useDialog<Invitation>()
  const link = useDialog<Resent>()
  const resend = useResend(link.open)
  return (
    <>
      <Filters list={list} />
      <DataTable
        label="Invitations"
        columns={invitationColumns({ onResend: resend, onCancel: cancelling.open })}
        rows={query.data?.data}
        query={query}
        rowKey={({ id }) => id}
        sort={list.values.sort}
        onSort={(sort) => list.set({ sort })}
        minWidth={900}
        empty={<NoInvitations list={list} />}
      />
      <ListPagination
        page={list.page}
        limit={PAGE_SIZE}
        total={query.data?.total ?? 0}
        onChange={(page) => list.set({ page: String(page) })}
        noun="invitations"
      />
      <CancelInvitationDialog dialog={cancelling} />
      <Modal
        opened={link.isOpen}
        onClose={link.close}
        title="New invitation link"
        closeOnClickOutside={false}
        size="lg"
      >
        {link.subject !== null && <InvitationLink sent={link.subject} onClose={link.close} />}
      </Modal>
    </>
  )
}
