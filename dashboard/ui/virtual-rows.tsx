import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import classes from './data-table.module.css'
import { Cells, type RowsProps } from './data-table-rows.tsx'

const ROW_HEIGHT = 47
const NEAR_END = 40

interface VirtualRowsProps<Row> extends RowsProps<Row> {
  scroll: RefObject<HTMLDivElement | null>
  onNearEnd?: (() => void) | undefined
}

const Gap = ({ height, span }: { height: number; span: number }) =>
  height <= 0 ? null : (
    <tr aria-hidden>
      <td colSpan={span} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )

/** Only the rows in sight, between two gaps of the right height. */
export function VirtualRows<Row>({ columns, rows, rowKey, scroll, onNearEnd }: VirtualRowsProps<Row>) {
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const start = items[0]?.start ?? 0
  const end = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const isNearEnd = (items.at(-1)?.index ?? 0) >= rows.length - NEAR_END
  useEffect(() => {
    if (isNearEnd) onNearEnd?.()
  }, [isNearEnd, onNearEnd])
  return (
    <tbody>
      <Gap height={start} span={columns.length} />
      {items.map(({ index }) => {
        const row = rows[index]
        if (row === undefined) return null
        return (
          <tr
            key={rowKey(row)}
            ref={virtual.measureElement}
            data-index={index}
            aria-rowindex={index + 2}
            className={classes.row}
          >
            <Cells columns={columns} row={row} />
          </tr>
        )
      })}
      <Gap height={end} span={columns.length} />
    </tbody>
  )
}
