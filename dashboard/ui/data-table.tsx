import { Box } from '@mantine/core'
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react'
import classes from './data-table.module.css'
import { DataTableHead } from './data-table-head.tsx'
import { PlainRows, SkeletonRows } from './data-table-rows.tsx'
import { ErrorState } from './error-state.tsx'
import type { VirtualRows as LongRows } from './virtual-rows.tsx'

export interface Column<Row> {
  key: string
  header: string
  render: (row: Row) => ReactNode
  /** Sorts by its key: the header becomes a button. */
  isSortable?: boolean
  align?: 'end'
  /** Any CSS width. */
  width?: string
  /** The header is for screen readers only, as for a column of menus. */
  isHeaderHidden?: boolean
  /** Stands in place of the header's words: a control, such as a checkbox for every row. */
  headerContent?: ReactNode
}

/** The parts of a query that a table shows. */
export interface TableQuery {
  isPending: boolean
  isPlaceholderData: boolean
  error: Error | null
  refetch: () => unknown
}

export interface DataTableProps<Row> {
  /** What it lists, for screen readers: "Members". */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[] | undefined
  query: TableQuery
  rowKey: (row: Row) => string
  /** The sort as the API writes it: `name`, `-name`. */
  sort?: string
  onSort?: (sort: string) => void
  /** An EmptyState: what to do when there are no rows. */
  empty: ReactNode
  /** Narrower than this, it scrolls sideways. Pixels. */
  minWidth?: number
  /** How many rows there are, where `rows` holds only the first of them. */
  total?: number | undefined
  /** Called when the last rows come in sight: reads the next ones. */
  onNearEnd?: (() => void) | undefined
}

// Loaded with the first long list; `as` because lazy() forgets the type parameter.
const VirtualRows = lazy(() =>
  import('./virtual-rows.tsx').then((file) => ({ default: file.VirtualRows })),
) as typeof LongRows

/** Above this many rows only those in sight are in the document. */
const VIRTUAL_FROM = 100

function useIsTooWide(scroll: RefObject<HTMLElement | null>, table: RefObject<HTMLElement | null>): boolean {
  const [isTooWide, setTooWide] = useState(false)
  useEffect(() => {
    const [outer, inner] = [scroll.current, table.current]
    if (outer === null || inner === null) return
    const observer = new ResizeObserver(() => setTooWide(inner.offsetWidth > outer.clientWidth + 1))
    observer.observe(outer)
    observer.observe(inner)
    return () => observer.disconnect()
  }, [scroll, table])
  return isTooWide
}

function TableInScroll<Row>(props: DataTableProps<Row>) {
  const { columns, rows, query, rowKey, minWidth = 640 } = props
  const scroll = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const isTooWide = useIsTooWide(scroll, table)
  const isVirtual = rows !== undefined && rows.length > VIRTUAL_FROM
  const canScroll = isVirtual || isTooWide
  return (
    <Box
      ref={scroll}
      className={classes.scroll}
      data-virtual={isVirtual || undefined}
      data-wide={isTooWide || undefined}
      // A region that scrolls takes focus, so that the keyboard can scroll it.
      {...(canScroll ? { role: 'region', 'aria-label': props.label, tabIndex: 0 } : {})}
    >
      <table
        ref={table}
        className={classes.table}
        style={{ minWidth }}
        aria-label={props.label}
        aria-busy={query.isPending || query.isPlaceholderData}
        aria-rowcount={isVirtual ? (props.total ?? rows.length) + 1 : undefined}
        data-stale={query.isPlaceholderData || undefined}
      >
        <DataTableHead columns={columns} sort={props.sort} onSort={props.onSort} />
        {rows === undefined ? (
          <SkeletonRows columns={columns} />
        ) : isVirtual ? (
          <Suspense fallback={<SkeletonRows columns={columns} />}>
            <VirtualRows
              columns={columns}
              rows={rows}
              rowKey={rowKey}
              scroll={scroll}
              onNearEnd={props.onNearEnd}
            />
          </Suspense>
        ) : (
          <PlainRows columns={columns} rows={rows} rowKey={rowKey} />
        )}
      </table>
    </Box>
  )
}

/** A dense table: sortable headers, skeleton, empty state, error with another try, virtual rows when long. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, query } = props
  if (query.error !== null && rows === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (rows?.length === 0 && !query.isPlaceholderData) return props.empty
  return <TableInScroll {...props} />
}
