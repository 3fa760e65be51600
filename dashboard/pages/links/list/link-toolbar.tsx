import { Button, Select } from '@mantine/core'
import { IconClockPause } from '@tabler/icons-react'
import { listLinks } from '#shared/contract/links.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { ListToolbar } from '../../../ui/list-toolbar.tsx'
import { useRoute } from '../../../use-route.ts'
import { countOf } from '../short-text.ts'
import { ExportLinks } from './export-links.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { FilterPills } from './filter-pills.tsx'
import type { LinkFilters } from './link-filters.ts'

const SORTS = [
  { value: '-created_at', label: 'Newest first' },
  { value: 'created_at', label: 'Oldest first' },
  { value: '-clicks', label: 'Most clicks' },
  { value: 'clicks', label: 'Fewest clicks' },
  { value: '-last_clicked_at', label: 'Clicked last' },
  { value: '-updated_at', label: 'Edited last' },
  { value: 'slug', label: 'Short link A–Z' },
  { value: '-slug', label: 'Short link Z–A' },
  { value: 'title', label: 'Title A–Z' },
  { value: '-title', label: 'Title Z–A' },
]

/** For those who approve: how many links wait, and a way to them. */
function WaitingButton({ filters }: { filters: LinkFilters }) {
  const { id: orgId, can } = useWorkspace()
  const { data } = useRoute(
    listLinks,
    { params: { orgId }, query: { status: 'pending', limit: 1 } },
    { enabled: can('links.approve') },
  )
  if (data === undefined || data.total === 0 || filters.list.values.status === 'pending') return null
  return (
    <Button
      variant="light"
      color="yellow"
      leftSection={<IconClockPause size={16} aria-hidden />}
      onClick={() => filters.list.set({ status: 'pending' })}
    >
      {countOf(data.total, 'link')} to approve
    </Button>
  )
}

/** Search, filters, sort and export above the links. */
export function LinkToolbar({ filters }: { filters: LinkFilters }) {
  const { list } = filters
  return (
    <>
      <ListToolbar
        search={{
          label: 'Search links',
          value: list.values.search,
          onChange: (search) => list.set({ search }),
        }}
        right={
          <>
            <WaitingButton filters={filters} />
            <ExportLinks query={filters.query} />
          </>
        }
      >
        <FilterPanel filters={filters} />
        <Select
          aria-label="Sort"
          data={SORTS}
          value={list.values.sort}
          onChange={(sort) => list.set({ sort: sort ?? '-created_at' })}
          allowDeselect={false}
          w={150}
        />
      </ListToolbar>
      <FilterPills filters={filters} />
    </>
  )
}
