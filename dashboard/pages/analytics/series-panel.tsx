import {
  ActionIcon,
  Button,
  Group,
  Paper,
  SegmentedControl,
  Skeleton,
  Text,
  Title,
  Tooltip,
} from '@mantine/core'
import { IconChartAreaLine, IconTable } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import classes from './analytics.module.css'
import { type Analytics, describeRange, INTERVAL_LABELS, intervalsFor } from './analytics-ranges.ts'
import { SeriesChart } from './series-chart.tsx'
import type { AnalyticsState } from './use-analytics-state.ts'

const SeriesTable = lazy(() => import('./series-table.tsx').then((file) => ({ default: file.SeriesTable })))

interface SeriesPanelProps {
  analytics: Analytics
  state: AnalyticsState
}

interface ControlsProps extends SeriesPanelProps {
  isTable: boolean
  onSwitch: () => void
}

function SeriesControls({ analytics, state, isTable, onSwitch }: ControlsProps) {
  const { range } = analytics
  const choices = [...new Set([...intervalsFor(range), range.interval])]
  const label = isTable ? 'Show as a chart' : 'Show as a table'
  return (
    <Group gap="sm">
      {analytics.previous !== null && (
        <Button
          size="compact-sm"
          variant={state.isCompared ? 'light' : 'subtle'}
          color={state.isCompared ? 'guild' : 'gray'}
          aria-pressed={state.isCompared}
          onClick={() => state.set({ compare: state.isCompared ? 'no' : '' })}
        >
          Compare with the period before
        </Button>
      )}
      {choices.length > 1 && (
        <SegmentedControl
          aria-label="Interval"
          size="xs"
          data={choices.map((interval) => ({ value: interval, label: INTERVAL_LABELS[interval] }))}
          value={range.interval}
          onChange={(interval) => state.set({ interval })}
        />
      )}
      <Tooltip label={label}>
        <ActionIcon aria-label={label} onClick={onSwitch}>
          {isTable ? <IconChartAreaLine size={17} /> : <IconTable size={17} />}
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}

/** Clicks over time: as a chart, or as a table of the same numbers. */
export function SeriesPanel({ analytics, state }: SeriesPanelProps) {
  const [isTable, setTable] = useState(false)
  const isCompared = state.isCompared && analytics.previous !== null
  return (
    <Paper component="section" aria-label="Over time" className={classes.panel} mb="md">
      <Group justify="space-between" gap="xs" mb="sm">
        <div>
          <Title order={2} size="h3">
            {state.metric === 'clicks' ? 'Clicks' : 'Unique visitors'}
          </Title>
          <Text size="xs" c="dimmed">
            {describeRange(analytics.range)} · {analytics.range.zone}
          </Text>
        </div>
        <SeriesControls
          analytics={analytics}
          state={state}
          isTable={isTable}
          onSwitch={() => setTable((was) => !was)}
        />
      </Group>
      {isTable ? (
        <Suspense fallback={<Skeleton height={260} aria-busy />}>
          <SeriesTable analytics={analytics} isCompared={isCompared} />
        </Suspense>
      ) : (
        <SeriesChart analytics={analytics} metric={state.metric} isCompared={isCompared} />
      )}
    </Paper>
  )
}
