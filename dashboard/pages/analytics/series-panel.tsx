import { ActionIcon, Group, Paper, Select, Switch, Table, Text, Title, Tooltip } from '@mantine/core'
import { IconChartAreaLine, IconTable } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './analytics.module.css'
import {
  type Analytics,
  describeRange,
  INTERVAL_LABELS,
  intervalsFor,
  nameBuckets,
} from './analytics-ranges.ts'
import { formatCount } from './format-count.ts'
import { SeriesChart } from './series-chart.tsx'
import type { AnalyticsState } from './use-analytics-state.ts'

interface SeriesPanelProps {
  analytics: Analytics
  state: AnalyticsState
}

// A region that scrolls takes focus, so that the keyboard can scroll it.
const SCROLLS = { 'aria-label': 'Table of clicks over time', tabIndex: 0 }

function SeriesTable({ analytics, state }: SeriesPanelProps) {
  const names = nameBuckets(analytics.range)
  const isCompared = state.isCompared && analytics.previous !== null
  return (
    <section className={classes.seriesTable} {...SCROLLS}>
      <Table stickyHeader verticalSpacing={6} aria-label="Clicks over time">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{INTERVAL_LABELS[analytics.range.interval]}</Table.Th>
            <Table.Th ta="right">Clicks</Table.Th>
            <Table.Th ta="right">Unique visitors</Table.Th>
            {isCompared && <Table.Th ta="right">Clicks in the period before</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="tabular">
          {analytics.series.map((bucket) => (
            <Table.Tr key={bucket.starts_at}>
              <Table.Th scope="row" fw={450}>
                {names.full(bucket.starts_at)}
              </Table.Th>
              <Table.Td ta="right">{formatCount(bucket.clicks)}</Table.Td>
              <Table.Td ta="right">{formatCount(bucket.uniques)}</Table.Td>
              {isCompared && <Table.Td ta="right">{formatCount(bucket.previous_clicks ?? 0)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
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
        <Switch
          size="xs"
          label="Compare with the period before"
          checked={state.isCompared}
          onChange={(event) => state.set({ compare: event.currentTarget.checked ? '' : 'no' })}
        />
      )}
      <Select
        aria-label="Interval"
        size="xs"
        w={96}
        data={choices.map((interval) => ({ value: interval, label: INTERVAL_LABELS[interval] }))}
        value={range.interval}
        onChange={(interval) => state.set({ interval: interval ?? '' })}
        allowDeselect={false}
      />
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
        <SeriesTable analytics={analytics} state={state} />
      ) : (
        <SeriesChart
          analytics={analytics}
          metric={state.metric}
          isCompared={state.isCompared && analytics.previous !== null}
        />
      )}
    </Paper>
  )
}
