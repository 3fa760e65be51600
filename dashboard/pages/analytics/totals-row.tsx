import { Text, Tooltip, UnstyledButton } from '@mantine/core'
import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react'
import classes from './analytics.module.css'
import type { Analytics } from './analytics-ranges.ts'
import { type Change, changeOf, formatCount } from './format-count.ts'
import type { AnalyticsState } from './use-analytics-state.ts'

const ARROWS = { up: IconArrowUpRight, down: IconArrowDownRight, same: null }
const SPOKEN = { up: 'more than', down: 'fewer than', same: 'as' }

function ChangeMark({ now, before }: { now: number; before: number }) {
  const change: Change | null = changeOf(now, before)
  const told = `${formatCount(before)} in the period before`
  if (change === null)
    return (
      <Text span size="xs" c="dimmed">
        {before === now ? 'none before' : 'new: none before'}
      </Text>
    )
  const Arrow = ARROWS[change.direction]
  return (
    <Tooltip label={told} events={{ hover: true, focus: false, touch: true }}>
      <span className={classes.change} data-direction={change.direction}>
        {Arrow !== null && <Arrow size={13} aria-hidden />}
        {change.text}
        <span className={classes.spoken}>
          {' '}
          {SPOKEN[change.direction]} the {told}
        </span>
      </span>
    </Tooltip>
  )
}

interface TileProps {
  label: string
  count: number
  before?: number | undefined
  note?: string
}

function TileContent({ label, count, before, note }: TileProps) {
  return (
    <>
      <span className={classes.tileLabel}>{label}</span>
      <span className={classes.tileCount}>{formatCount(count)}</span>
      {before !== undefined ? (
        <ChangeMark now={count} before={before} />
      ) : (
        <Text span size="xs" c="dimmed">
          {note ?? ' '}
        </Text>
      )}
    </>
  )
}

const OF_LINKS: ReadonlySet<string> = new Set(['link', 'domain', 'project', 'tag'])

interface TotalsRowProps {
  analytics: Analytics
  state: AnalyticsState
}

/** Clicks, unique visitors and bots; the first two choose what the chart draws. */
export function TotalsRow({ analytics: { totals, previous }, state }: TotalsRowProps) {
  const before = state.isCompared ? previous : null
  // Of bots nothing is kept but which link they came to.
  const isOfVisitors = Object.keys(state.filters).some((dimension) => !OF_LINKS.has(dimension))
  const metrics = [
    { metric: 'clicks', label: 'Clicks', note: 'by people' },
    { metric: 'uniques', label: 'Unique visitors', note: 'once a month for each link' },
  ] as const
  return (
    <div className={classes.tiles}>
      {metrics.map(({ metric, label, note }) => (
        <UnstyledButton
          key={metric}
          className={classes.tile}
          aria-pressed={state.metric === metric}
          onClick={() => state.set({ metric })}
        >
          <TileContent label={label} count={totals[metric]} before={before?.[metric]} note={note} />
        </UnstyledButton>
      ))}
      <div className={classes.tile}>
        <TileContent
          label="Bots"
          count={totals.bots}
          note={isOfVisitors ? 'not narrowed by these filters' : 'not part of the clicks'}
        />
      </div>
    </div>
  )
}
