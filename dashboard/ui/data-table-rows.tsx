import { Skeleton } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import classes from './data-table.module.css'
import type { Column } from './data-table.tsx'

export interface RowsProps<Row> {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
}

function AllCells<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }): ReactNode {
  return columns.map(({ key, align, render }) => (
    <td key={key} className={classes.td} data-end={align === 'end' || undefined}>
      {render(row)}
    </td>
  ))
}

/** The cells of one row; remembered, so that scrolling a long list renders only the rows that come in sight. */
// `as` because memo() forgets the type parameter.
export const Cells = memo(AllCells) as typeof AllCells

/** Every row, for short lists. */
export function PlainRows<Row>({ columns, rows, rowKey }: RowsProps<Row>) {
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={rowKey(row)} className={classes.row}>
          <Cells columns={columns} row={row} />
        </tr>
      ))}
    </tbody>
  )
}

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f']

/** Grey bars while the rows are on their way. */
export function SkeletonRows<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <tbody>
      {SKELETON_ROWS.map((id, index) => (
        <tr key={id} className={classes.row}>
          {columns.map(({ key }, column) => (
            <td key={key} className={classes.td}>
              <Skeleton height={12} width={`${80 - ((index * 17 + column * 29) % 45)}%`} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
