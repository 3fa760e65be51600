import { Button, Select, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import type { listMembers, Member } from '#shared/contract/members.ts'
import type { RouteRequest } from '#shared/contract/route.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ListToolbar } from '../../../ui/list-toolbar.tsx'
import { useDialog } from '../../../ui/use-dialog.ts'
import { type ListState, useListState } from '../../../ui/use-list-state.ts'
import { useRoles } from '../use-roles.ts'
import { memberColumns } from './member-columns.tsx'
import { type DialogSubject, MemberDialogs } from './member-dialogs.tsx'
import { useMembers } from './use-members.ts'
import { useReactivate } from './use-reactivate.ts'

type Filter = 'search' | 'role' | 'status' | 'sort'
type Filters = NonNullable<RouteRequest<typeof listMembers>['query']>

const DEFAULTS: Record<Filter, string> = { search: '', role: '', status: 'active', sort: 'joined_at' }
const STATUSES = [
  { value: 'active', label: 'Active' },
  { value: 'inactive', label: 'Inactive' },
  { value: 'all', label: 'Active and inactive' },
]

const filtersOf = ({
  values,
  team,
}: {
  values: Record<Filter, string>
  team: string | undefined
}): Filters => ({
  ...(values.search === '' ? {} : { search: values.search }),
  ...(values.role === '' ? {} : { role: values.role }),
  ...(team === undefined ? {} : { team }),
  status: values.status as 'active' | 'inactive' | 'all',
  sort: values.sort as NonNullable<Filters['sort']>,
})

function MemberFilters({ list, count }: { list: ListState<Filter>; count: number | undefined }) {
  const { roles } = useRoles()
  return (
    <ListToolbar
      search={{
        label: 'Search members',
        value: list.values.search,
        onChange: (search) => list.set({ search }),
      }}
      right={
        count !== undefined && (
          <Text size="sm" c="dimmed" className="tabular" role="status">
            {count.toLocaleString()} {count === 1 ? 'member' : 'members'}
          </Text>
        )
      }
    >
      <Select
        aria-label="Role"
        placeholder="Any role"
        data={(roles ?? []).map(({ key, name }) => ({ value: key, label: name }))}
        value={list.values.role === '' ? null : list.values.role}
        onChange={(role) => list.set({ role: role ?? '' })}
        clearable
        clearButtonProps={{ 'aria-label': 'Any role' }}
        w={150}
      />
      <Select
        aria-label="Status"
        data={STATUSES}
        value={list.values.status}
        onChange={(status) => list.set({ status: status ?? 'active' })}
        allowDeselect={false}
        w={170}
      />
    </ListToolbar>
  )
}

function NobodyFound({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={IconUsers}
      heading="Nobody matches"
      description="No member has this name, e-mail, role and status together."
    >
      <Button variant="default" onClick={onClear}>
        Clear search and filters
      </Button>
    </EmptyState>
  )
}

/** Everyone who joined, as 001 §12.2 shows them. */
export function MembersTab() {
  const list = useListState<Filter>(DEFAULTS)
  const { team } = useSearch({ strict: false }) as { team?: string }
  const { query, rows, total, readMore } = useMembers(filtersOf({ values: list.values, team }))
  const dialog = useDialog<DialogSubject>()
  const reactivate = useReactivate()
  const act = (name: DialogSubject['act'] | 'reactivate', member: Member) =>
    name === 'reactivate' ? reactivate(member) : dialog.open({ act: name, member })
  return (
    <>
      <MemberFilters list={list} count={total} />
      <DataTable
        label="Members"
        columns={memberColumns(act)}
        rows={rows}
        total={total}
        query={query}
        rowKey={({ id }) => id}
        sort={list.values.sort}
        onSort={(sort) => list.set({ sort })}
        onNearEnd={readMore}
        minWidth={900}
        empty={<NobodyFound onClear={list.clear} />}
      />
      <MemberDialogs dialog={dialog} />
    </>
  )
}
