import { Button, Popover, Skeleton } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { PRESET_LABELS } from './analytics-ranges.ts'
import type { AnalyticsState } from './use-analytics-state.ts'

const RangeChoices = lazy(() =>
  import('./range-choices.tsx').then((file) => ({ default: file.RangeChoices })),
)

const labelOf = (state: AnalyticsState): string => {
  if ('preset' in state.when) return PRESET_LABELS[state.when.preset]
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' })
  return format.formatRange(new Date(state.when.from), new Date(state.when.until))
}

/** Chooses the days that are counted, and the zone they are days of. */
export function RangePicker({ state }: { state: AnalyticsState }) {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={16} aria-hidden />}
          onClick={() => setOpen((was) => !was)}
        >
          {labelOf(state)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown maw="calc(100vw - 24px)" aria-label="Choose the range">
        <Suspense fallback={<Skeleton height={320} width={300} aria-busy />}>
          <RangeChoices state={state} onDone={close} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
