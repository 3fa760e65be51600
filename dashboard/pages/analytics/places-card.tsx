import { Paper, Skeleton } from '@mantine/core'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { getBreakdown } from '#shared/contract/analytics.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { useRoute } from '../../use-route.ts'
import classes from './analytics.module.css'
import type { Analytics } from './analytics-ranges.ts'
import { BreakdownTabs } from './breakdown-card.tsx'
import type { AnalyticsState } from './use-analytics-state.ts'

const WorldMap = lazy(() => import('./world-map.tsx').then((file) => ({ default: file.WorldMap })))

const TABS = [
  { dimension: 'country', label: 'Countries' },
  { dimension: 'region', label: 'Regions' },
  { dimension: 'city', label: 'Cities' },
  { dimension: 'language', label: 'Languages' },
] as const
const EVERY_COUNTRY = 300

/** True once the page has been painted: what is heavy waits for it. */
function useIsPainted(): boolean {
  const [isPainted, setPainted] = useState(false)
  useEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(() => setPainted(true)))
    return () => cancelAnimationFrame(frame)
  }, [])
  return isPainted
}

interface PlacesCardProps {
  analytics: Analytics
  state: AnalyticsState
}

function CountryMap({ analytics, state }: PlacesCardProps) {
  const { id: orgId } = useWorkspace()
  const first = analytics.breakdowns.country
  const isWhole = first !== undefined && first.data.length >= first.total
  const { data } = useRoute(
    getBreakdown,
    { params: { orgId }, query: { ...state.query, dimension: 'country', limit: EVERY_COUNTRY } },
    { enabled: !isWhole, keepPrevious: true },
  )
  const rows = isWhole ? first.data : (data?.data ?? first?.data)
  const clicks = useMemo(() => new Map(rows?.map((row) => [row.value, row.clicks])), [rows])
  return (
    <WorldMap
      clicks={clicks}
      chosen={state.filters.country ?? []}
      onToggle={(code) => state.toggle('country', code)}
    />
  )
}

/** Where clicks came from: a map of countries, and lists beside it. */
export function PlacesCard({ analytics, state }: PlacesCardProps) {
  const isPainted = useIsPainted()
  const room = <Skeleton height={300} />
  return (
    <Paper component="section" aria-label="Places" className={`${classes.panel} ${classes.wide}`}>
      <div className={classes.places}>
        {isPainted ? (
          <Suspense fallback={room}>
            <CountryMap analytics={analytics} state={state} />
          </Suspense>
        ) : (
          room
        )}
        <BreakdownTabs label="Places" tabs={TABS} analytics={analytics} state={state} />
      </div>
    </Paper>
  )
}
