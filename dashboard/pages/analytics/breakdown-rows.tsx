import { Box, Text, UnstyledButton } from '@mantine/core'
import type { Dimension, getBreakdown } from '#shared/contract/analytics.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import classes from './breakdown.module.css'
import { formatCount, formatShare } from './format-count.ts'
import { nameValue } from './name-values.ts'

export type BreakdownRow = RouteResponse<typeof getBreakdown>['data'][number]

interface BreakdownRowsProps {
  dimension: Dimension
  rows: readonly BreakdownRow[]
  /** All clicks of the range, which shares are parts of. */
  totalClicks: number
  /** The values that are filtered for. */
  chosen: readonly string[]
  onToggle: (value: string) => void
}

/** Values with their clicks as bars; each is a button that filters by it. */
export function BreakdownRows({ dimension, rows, totalClicks, chosen, onToggle }: BreakdownRowsProps) {
  const most = Math.max(1, ...rows.map(({ clicks }) => clicks))
  return (
    <ul className={classes.rows}>
      {rows.map(({ value, label, clicks, uniques }) => {
        const name = nameValue(dimension, value, label)
        return (
          <li key={value}>
            <UnstyledButton
              className={classes.row}
              aria-pressed={chosen.includes(value)}
              onClick={() => onToggle(value)}
              title={name}
            >
              <Box
                component="span"
                className={classes.bar}
                style={{ '--share': `${(clicks / most) * 100}%` }}
                aria-hidden
              />
              <span className={classes.name}>{name}</span>
              <span className={classes.spoken}>: </span>
              <span className={classes.count} title={`${formatCount(uniques)} unique visitors`}>
                {formatCount(clicks)}
              </span>
              <Text span className={classes.share}>
                {formatShare(clicks, totalClicks)}
              </Text>
            </UnstyledButton>
          </li>
        )
      })}
    </ul>
  )
}
