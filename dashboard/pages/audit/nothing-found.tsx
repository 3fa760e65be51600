import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { EmptyState } from '../../ui/empty-state.tsx'

interface NothingFoundProps {
  isFiltered: boolean
  onClear: () => void
  /** What the log will hold, where it holds nothing yet. */
  children: string
}

/** No entries: because of the filters, or because nothing happened yet. */
export function NothingFound({ isFiltered, onClear, children }: NothingFoundProps) {
  return (
    <EmptyState
      icon={IconHistory}
      heading={isFiltered ? 'No entry matches' : 'Nothing has happened yet'}
      description={isFiltered ? 'Nothing in this log has all of these filters and words together.' : children}
    >
      {isFiltered && (
        <Button variant="default" onClick={onClear}>
          Clear search and filters
        </Button>
      )}
    </EmptyState>
  )
}
