import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import classes from './data-table.module.css'
import type { Column } from './data-table.tsx'

type Direction = 'ascending' | 'descending' | undefined

const directionOf = (key: string, sort: string | undefined): Direction =>
  sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined

const ARROWS = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort }

interface SortButtonProps {
  header: string
  direction: Direction
  onClick: () => void
}

function SortButton({ header, direction, onClick }: SortButtonProps) {
  const Arrow = ARROWS[direction ?? 'none']
  return (
    <UnstyledButton
      className={classes.sort}
      data-sorted={direction !== undefined || undefined}
      onClick={onClick}
    >
      {header}
      <Arrow size={13} aria-hidden opacity={direction === undefined ? 0.45 : 1} />
    </UnstyledButton>
  )
}

interface DataTableHeadProps<Row> {
  columns: readonly Column<Row>[]
  sort: string | undefined
  onSort: ((sort: string) => void) | undefined
}

/** The header row; a sortable column's header is a button, its order told by aria-sort. */
export function DataTableHead<Row>({ columns, sort, onSort }: DataTableHeadProps<Row>) {
  return (
    <thead className={classes.head}>
      <tr>
        {columns.map(({ key, header, isSortable, isHeaderHidden, headerContent, align, width }) => {
          const direction = directionOf(key, sort)
          return (
            <th
              key={key}
              scope="col"
              aria-sort={isSortable === true ? (direction ?? 'none') : undefined}
              className={classes.th}
              data-end={align === 'end' || undefined}
              style={{ width }}
            >
              {isSortable === true && onSort !== undefined ? (
                <SortButton
                  header={header}
                  direction={direction}
                  onClick={() => onSort(direction === 'ascending' ? `-${key}` : key)}
                />
              ) : isHeaderHidden === true ? (
                <VisuallyHidden>{header}</VisuallyHidden>
              ) : (
                (headerContent ?? header)
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
