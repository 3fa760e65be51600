import { Button, Popover } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { part } from '../../../ui/part.ts'
import type { LinkFilters } from './link-filters.ts'

const FilterFields = part(() => import('./filter-fields.tsx').then((file) => file.FilterFields))
const preload = () => FilterFields.preload?.()

/** A button that opens every filter of the list. */
export function FilterPanel({ filters }: { filters: LinkFilters }) {
  const [isOpen, setOpen] = useState(false)
  const toggle = async () => {
    // Opened with its fields in it, so that the first of them gets the focus.
    await preload()
    setOpen((was) => !was)
  }
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      width={300}
      position="bottom-start"
      trapFocus
      shadow="md"
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={() => void toggle()}
          onPointerEnter={preload}
          onFocus={preload}
        >
          {filters.count === 0 ? 'Filter' : `Filter · ${filters.count}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Filters">
        <Suspense>
          <FilterFields {...filters} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
