import { Paper, Skeleton, Tooltip, UnstyledButton } from '@mantine/core'
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

interface BarProps {
  day: Day
  most: number
  isChosen: boolean
  onChoose: () => void
}

function DayBar({ day, most, isChosen, onChoose }: BarProps) {
  const label = `${dateOf(day.day)}: ${wordsOf(day)}`
  const height = (count: number) => ({ height: count === 0 ? 0 : `max(2px, ${(count / most) * 100}%)` })
  return (
    <li className={classes.slot}>
      <Tooltip label={label}>
        <UnstyledButton
          className={classes.day}
          aria-label={`${label}. Show only this day`}
          aria-pressed={isChosen}
          onClick={onChoose}
        >
          {day.refused > 0 && <span className={classes.bar} data-refused style={height(day.refused)} />}
          {day.succeeded > 0 && <span className={classes.bar} style={height(day.succeeded)} />}
        </UnstyledButton>
      </Tooltip>
    </li>
  )
}

/** Entries a day over thirty days, refused ones in red; a day narrows the list to itself, and again to all. */
export function AuditTimeline({ filters: { list, query } }: { filters: AuditFilterState }) {
  const { id: orgId } = useWorkspace()
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
  const choose = (chosen: string) =>
    list.set(chosen === day ? { range: '', from: '', to: '' } : { range: 'custom', from: chosen, to: chosen })
  return (
    <Paper p="sm" mb="lg" bg="var(--guild-surface)" radius={10} style={{ borderColor: 'var(--guild-line)' }}>
      <ul className={classes.bars} aria-label="Entries a day">
        {data.data.map((each) => (
          <DayBar
            key={each.day}
            day={each}
            most={most}
            isChosen={each.day === day}
            onChoose={() => choose(each.day)}
          />
        ))}
      </ul>
      <div className={classes.ends} aria-hidden>
        <span>{dateOf(data.data[0]?.day ?? '')}</span>
        <span>{dateOf(data.data.at(-1)?.day ?? '')}</span>
      </div>
    </Paper>
  )
}
