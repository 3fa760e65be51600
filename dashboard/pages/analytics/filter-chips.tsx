import { Button, Group, Pill } from '@mantine/core'
import { DIMENSIONS, type Dimension } from '#shared/contract/analytics.ts'
import type { AnalyticsState } from './use-analytics-state.ts'

interface FilterChipsProps {
  state: Pick<AnalyticsState, 'filters' | 'clear' | 'clearAll'>
  nameOf: (dimension: Dimension, value: string) => string
}

/** What the numbers are narrowed to; each chip takes its filter away. */
export function FilterChips({ state, nameOf }: FilterChipsProps) {
  const entries = Object.entries(state.filters) as [Dimension, readonly string[]][]
  if (entries.length === 0) return null
  return (
    <Group gap={6} mb="md" role="group" aria-label="Filters">
      {entries.map(([dimension, values]) => {
        const told = `${DIMENSIONS[dimension]}: ${values.map((value) => nameOf(dimension, value)).join(' or ')}`
        return (
          <Pill
            key={dimension}
            size="md"
            withRemoveButton
            onRemove={() => state.clear(dimension)}
            removeButtonProps={{
              'aria-label': `Remove the filter ${told}`,
              tabIndex: 0,
              'aria-hidden': false,
            }}
          >
            {told}
          </Pill>
        )
      })}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={state.clearAll}>
        Clear filters
      </Button>
    </Group>
  )
}
