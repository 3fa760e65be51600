import { Paper, Skeleton, Tooltip, UnstyledButton } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import type { KeyboardEvent } from 'react'
import { countAuditDays } from '#shared/contract/audit.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { formatDate } from '../../ui/format-time.ts'
import { useRoute } from '../../use-route.ts'
import classes from './audit-timeline.module.css'
import type { AuditFilterState } from './use-audit-filters.ts'

type Day = RouteResponse<typeof countAuditDays>['data'][number]

const dateOf = (day: string): string => formatDate(`${day}T12:00:00`)

const wordsOf = ({ succeeded, refused }: Day): string => {
  const total = succeeded + refused
  const entries = `${total.toLocaleString()} ${total === 1 ? 'entry' : 'entries'}`
  return refused === 0 ? entries : `${entries}, ${refused.toLocaleString()} refused`
}

function Bars({ day, most }: { day: Day; most: number }) {
  const height = (count: number) => ({ height: `max(2px, ${(count / most) * 100}%)` })
  return (
    <>
      {day.refused > 0 && <span className={classes.bar} data-refused style={height(day.refused)} />}
      {day.succeeded > 0 && <span className={classes.bar} style={height(day.succeeded)} />}
    </>
  )
}

interface BarProps {
  day: Day
  most: number
  isChosen: boolean
  /** The one bar that Tab reaches; the arrow keys lead to the others. */
  isTabStop: boolean
  onChoose: () => void
}

function moveByArrow(event: KeyboardEvent<HTMLElement>): void {
  const slot = event.currentTarget.parentElement
  const next =
    event.key === 'ArrowLeft'
      ? slot?.previousElementSibling
      : event.key === 'ArrowRight'
        ? slot?.nextElementSibling
        : null
  next?.querySelector('button')?.focus()
}

function DayBar({ day, most, isChosen, isTabStop, onChoose }: BarProps) {
  const label = `${dateOf(day.day)}: ${wordsOf(day)}`
  return (
    <li className={classes.slot}>
      <Tooltip label={label}>
        <UnstyledButton
          className={classes.day}
          aria-label={`${label}. Show only this day`}
          aria-pressed={isChosen}
          tabIndex={isTabStop ? 0 : -1}
          onKeyDown={moveByArrow}
          onClick={onChoose}
        >
          <Bars day={day} most={most} />
        </UnstyledButton>
      </Tooltip>
    </li>
  )
}

/** Too narrow to press: a picture only. The days can be chosen in the filters. */
function PlainBar({ day, most }: Pick<BarProps, 'day' | 'most'>) {
  return (
    <li className={classes.slot}>
      <span className={classes.day} role="img" aria-label={`${dateOf(day.day)}: ${wordsOf(day)}`}>
        <Bars day={day} most={most} />
      </span>
    </li>
  )
}

/** Wide enough for thirty bars of 24 pixels, as WCAG 2.2 asks of a target. */
const WIDE = 800

/** Entries a day over thirty days, refused ones in red; a day narrows the list to itself, and again to all. */
export function AuditTimeline({ filters: { list, query } }: { filters: AuditFilterState }) {
  const { id: orgId } = useWorkspace()
  const { ref, width } = useElementSize()
  const { from, to } = list.values
  const day = from !== '' && from === to ? from : null
  // The chosen day is no filter here: the days around it stay in sight.
  const { from: _from, to: _to, ...others } = query
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const request = { params: { orgId }, query: { ...(day === null ? query : others), zone } }
  const { data, isError } = useRoute(countAuditDays, request, { keepPrevious: true, staleTime: 30_000 })
  if (isError) return null
  if (data === undefined) return <Skeleton height={92} mb="md" radius={10} />
  const most = Math.max(1, ...data.data.map(({ succeeded, refused }) => succeeded + refused))
  const tabStop = data.data.find((each) => each.day === day)?.day ?? data.data.at(-1)?.day
  const choose = (chosen: string) =>
    list.set(chosen === day ? { range: '', from: '', to: '' } : { range: 'custom', from: chosen, to: chosen })
  return (
    <Paper p="sm" mb="lg" bg="var(--guild-surface)" radius={10} style={{ borderColor: 'var(--guild-line)' }}>
      <ul ref={ref} className={classes.bars} aria-label="Entries a day">
        {data.data.map((each) =>
          width < WIDE ? (
            <PlainBar key={each.day} day={each} most={most} />
          ) : (
            <DayBar
              key={each.day}
              day={each}
              most={most}
              isChosen={each.day === day}
              isTabStop={each.day === tabStop}
              onChoose={() => choose(each.day)}
            />
          ),
        )}
      </ul>
      <div className={classes.ends} aria-hidden>
        <span>{dateOf(data.data[0]?.day ?? '')}</span>
        <span>Entries a day</span>
        <span>{dateOf(data.data.at(-1)?.day ?? '')}</span>
      </div>
    </Paper>
  )
}
