import { Box, Button, Group, Paper, Skeleton, Text, Title } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import { IconBroadcast, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { getLiveAnalytics } from '#shared/contract/analytics.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { useRoute } from '../../use-route.ts'
import type { Filters } from './analytics-filters.ts'
import { writeFilters } from './analytics-filters.ts'
import { StoppedNotice } from './analytics-notices.tsx'
import { formatCount } from './format-count.ts'
import classes from './live-view.module.css'
import { nameValue } from './name-values.ts'

const EVERY_MS = 3000

type Live = RouteResponse<typeof getLiveAnalytics>
type LiveClick = Live['latest'][number]

const minute = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })
const second = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', second: '2-digit' })

function Minutes({ minutes }: { minutes: Live['minutes'] }) {
  const most = Math.max(1, ...minutes.map(({ clicks }) => clicks))
  const told = minutes
    .filter(({ clicks }) => clicks > 0)
    .map(({ starts_at: at, clicks }) => `${minute.format(new Date(at))}: ${formatCount(clicks)}`)
  return (
    <div
      className={classes.minutes}
      role="img"
      aria-label={`Clicks by minute. ${told.length === 0 ? 'None.' : told.join(', ')}`}
    >
      {minutes.map(({ starts_at: at, clicks }) => (
        <Box
          component="span"
          key={at}
          className={classes.minute}
          title={`${minute.format(new Date(at))}: ${formatCount(clicks)} clicks`}
          data-empty={clicks === 0 || undefined}
          style={{ '--height': `${(clicks / most) * 100}%` }}
        />
      ))}
    </div>
  )
}

const placeOf = ({ country, city }: LiveClick): string =>
  country === ''
    ? 'Unknown place'
    : [city, nameValue('country', country)].filter((part) => part !== '').join(', ')

const meansOf = ({ device, os, browser }: LiveClick): string =>
  [browser, os, device === '' ? '' : nameValue('device', device).toLowerCase()]
    .filter((part) => part !== '')
    .join(' · ')

function ClickLine({ click, isStill }: { click: LiveClick; isStill: boolean }) {
  return (
    <li className={classes.click} data-still={isStill || undefined}>
      <time dateTime={click.clicked_at} className={classes.time}>
        {second.format(new Date(click.clicked_at))}
      </time>
      <span className={classes.link}>{click.link.label}</span>
      <span className={classes.place}>{placeOf(click)}</span>
      <span className={classes.means}>
        {meansOf(click)}
        {click.trigger === 'qr' && ' · QR code'}
        {click.referrer !== '' && ` · from ${click.referrer}`}
      </span>
    </li>
  )
}

function Heading({ live, isPaused, onPause }: { live: Live; isPaused: boolean; onPause: () => void }) {
  return (
    <Group justify="space-between" gap="sm" mb="md">
      <div>
        <Title order={2} size="h3">
          The last 30 minutes
        </Title>
        <Text size="sm" c="dimmed" className="tabular">
          {formatCount(live.clicks)} clicks by {formatCount(live.visitors)} visitors
        </Text>
      </div>
      <Button
        variant="default"
        size="xs"
        leftSection={
          isPaused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />
        }
        onClick={onPause}
      >
        {isPaused ? 'Go on' : 'Pause'}
      </Button>
    </Group>
  )
}

/** Clicks as they come: read every three seconds while the page is looked at and not paused. */
export function LiveView({ filters }: { filters: Filters }) {
  const { id: orgId } = useWorkspace()
  const [isPaused, setPaused] = useState(false)
  const isStill = useReducedMotion()
  const { data, error, refetch } = useRoute(
    getLiveAnalytics,
    { params: { orgId }, query: writeFilters(filters) },
    { keepPrevious: true, ...(isPaused ? {} : { refetchInterval: EVERY_MS }) },
  )
  if (data === undefined)
    return error === null ? (
      <Skeleton height={320} radius={10} aria-busy />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    )
  return (
    <Paper component="section" aria-label="Live" className={classes.panel}>
      {data.is_detail_stopped && (
        <StoppedNotice goesOn="Links go on redirecting and totals go on counting; single clicks show here again next month." />
      )}
      <Heading live={data} isPaused={isPaused} onPause={() => setPaused((was) => !was)} />
      <Minutes minutes={data.minutes} />
      {data.latest.length === 0 ? (
        <EmptyState
          icon={IconBroadcast}
          order={3}
          heading="Quiet right now"
          description={
            data.is_detail_stopped
              ? 'No click was recorded singly in the last 30 minutes.'
              : 'Nobody clicked in the last 30 minutes. Clicks show here within seconds.'
          }
        />
      ) : (
        <ol className={classes.stream} aria-label="Latest clicks">
          {data.latest.map((click) => (
            <ClickLine key={click.id} click={click} isStill={isStill} />
          ))}
        </ol>
      )}
    </Paper>
  )
}
