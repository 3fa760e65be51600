import { Table } from '@mantine/core'
import classes from './analytics.module.css'
import { type Analytics, INTERVAL_LABELS, nameBuckets } from './analytics-ranges.ts'
import { formatCount } from './format-count.ts'

// A region that scrolls takes focus, so that the keyboard can scroll it.
const SCROLLS = { 'aria-label': 'Table of clicks over time', tabIndex: 0 }

/** The buckets of a series as a table: the same numbers as in the chart. */
export function SeriesTable({ analytics, isCompared }: { analytics: Analytics; isCompared: boolean }) {
  const names = nameBuckets(analytics.range)
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
