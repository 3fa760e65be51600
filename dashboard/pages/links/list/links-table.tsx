import { Group, Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Suspense, useState } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { ListPagination } from '../../../ui/list-pagination.tsx'
import { part } from '../../../ui/part.ts'
import { useDialog } from '../../../ui/use-dialog.ts'
import { LinkDialogs, type LinkSubject } from '../acts/link-dialogs.tsx'
import { useLinkActs } from '../acts/use-link-acts.ts'
import { LAYOUTS } from './link-columns.tsx'
import { type LinkFilters, PAGE_SIZES } from './link-filters.ts'
import { LinkToolbar } from './link-toolbar.tsx'
import { NoLinks } from './no-links.tsx'
import { useLinks } from './use-links.ts'
import { useSelection } from './use-selection.ts'

const SelectedLinks = part(() => import('../bulk/selected-links.tsx').then((file) => file.SelectedLinks))

const NO_ROWS: Link[] = []

function Pages({ filters, answer }: { filters: LinkFilters; answer: ReturnType<typeof useLinks>['data'] }) {
  if (answer === undefined || answer.total === 0) return null
  return (
    <>
      <ListPagination
        page={answer.page}
        limit={answer.limit}
        total={answer.total}
        noun="links"
        onChange={(page) => filters.list.set({ page: String(page) })}
      />
      {answer.total > Number(PAGE_SIZES[0]) && (
        <Group justify="flex-end" mt="xs">
          <Select
            aria-label="Links on a page"
            data={PAGE_SIZES.map((value) => ({ value, label: `${value} a page` }))}
            value={String(filters.limit)}
            onChange={(limit) => filters.list.set({ limit: limit ?? '50' })}
            allowDeselect={false}
            size="xs"
            w={120}
          />
        </Group>
      )}
    </>
  )
}

function useMayChangeMany(): boolean {
  const { can } = useWorkspace()
  return can('links.update') || can('links.archive') || can('links.delete')
}

const AT_ONCE = { getInitialValueInEffect: false }

function useLayout() {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, AT_ONCE)
  const isMiddle = useMediaQuery('(max-width: 78em)', false, AT_ONCE)
  return LAYOUTS[isNarrow ? 'narrow' : isMiddle ? 'middle' : 'wide']
}

/** The links of a workspace: filters, table, pages, what is done with one and with many. */
export function LinksTable({ filters }: { filters: LinkFilters }) {
  const links = useLinks(filters)
  const rows = links.data?.data ?? NO_ROWS
  const acts = useLinkActs()
  const dialog = useDialog<LinkSubject>()
  const selection = useSelection(
    rows.map(({ id }) => id),
    JSON.stringify(filters.query),
  )
  const mayChangeMany = useMayChangeMany()
  // Stays from the first selection on: what was done with links is said after none is selected any more.
  const [isSelecting, setSelecting] = useState(false)
  if (selection.ids.size > 0 && !isSelecting) setSelecting(true)
  const { columnsOf, minWidth } = useLayout()
  const columns = columnsOf({
    acts,
    onOpen: dialog.open,
    selection: mayChangeMany ? selection : null,
    rowCount: rows.length,
  })
  return (
    <>
      <LinkToolbar filters={filters} />
      <DataTable
        label="Links"
        columns={columns}
        rows={links.data?.data}
        total={links.data?.data.length}
        query={links}
        rowKey={({ id }) => id}
        sort={filters.list.values.sort}
        onSort={filters.sort}
        minWidth={minWidth}
        empty={<NoLinks filters={filters} />}
      />
      <Pages filters={filters} answer={links.data} />
      {mayChangeMany && isSelecting && (
        <Suspense>
          <SelectedLinks
            selection={selection}
            rows={rows}
            total={links.data?.total ?? 0}
            query={filters.query}
          />
        </Suspense>
      )}
      <LinkDialogs dialog={dialog} />
    </>
  )
}
