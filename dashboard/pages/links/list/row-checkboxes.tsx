import { Checkbox } from '@mantine/core'
import { useRef } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import { withoutScheme } from '../short-text.ts'
import classes from './row-checkboxes.module.css'
import type { Selection } from './use-selection.ts'

/** Ticks every row of the page. */
export function PageCheckbox({ selection, rowCount }: { selection: Selection; rowCount: number }) {
  const isAll = rowCount > 0 && selection.onPage === rowCount
  return (
    <Checkbox
      size="xs"
      classNames={classes}
      aria-label="Select every link of this page"
      checked={isAll}
      indeterminate={selection.onPage > 0 && !isAll}
      onChange={() => selection.setPage(!isAll)}
    />
  )
}

/** Ticks a row; with shift, every row since the last one. */
export function RowCheckbox({ link, selection }: { link: Link; selection: Selection }) {
  // A change event does not tell whether shift is held; the click before it does, by keyboard too.
  const isRange = useRef(false)
  return (
    <Checkbox
      size="xs"
      classNames={classes}
      aria-label={`Select ${withoutScheme(link.short_url)}`}
      checked={selection.ids.has(link.id)}
      onClick={(event) => {
        isRange.current = event.shiftKey
      }}
      onChange={() => selection.toggle(link.id, isRange.current)}
    />
  )
}
