import { Suspense } from 'react'
import { type Dimension, getAnalytics } from '#shared/contract/analytics.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { part } from '../../ui/part.ts'
import { useRoute } from '../../use-route.ts'
import classes from './analytics.module.css'
import type { Analytics } from './analytics-ranges.ts'
import { AnalyticsSkeleton } from './analytics-skeleton.tsx'
import { BreakdownCard, type BreakdownTab } from './breakdown-card.tsx'
import { FilterChips } from './filter-chips.tsx'
import { NoClicks } from './no-clicks.tsx'
import { PlacesCard } from './places-card.tsx'
import { SeriesPanel } from './series-panel.tsx'
import { TotalsRow } from './totals-row.tsx'
import type { AnalyticsState } from './use-analytics-state.ts'
import { useValueNames } from './use-value-names.ts'

const AnalyticsNotices = part(() => import('./analytics-notices.tsx').then((file) => file.AnalyticsNotices))

interface Card {
  label: string
  tabs: BreakdownTab[]
}

const CARDS: Card[] = [
  {
    label: 'Links',
    tabs: [
      { dimension: 'link', label: 'Links' },
      { dimension: 'domain', label: 'Domains' },
      { dimension: 'project', label: 'Projects' },
      { dimension: 'tag', label: 'Tags' },
    ],
  },
  {
    label: 'Sources',
    tabs: [
      { dimension: 'referrer', label: 'Referrers' },
      { dimension: 'utm_source', label: 'UTM source' },
      { dimension: 'utm_medium', label: 'Medium' },
      { dimension: 'utm_campaign', label: 'Campaign' },
      { dimension: 'utm_term', label: 'Term' },
      { dimension: 'utm_content', label: 'Content' },
    ],
  },
  {
    label: 'Devices',
    tabs: [
      { dimension: 'device', label: 'Devices' },
      { dimension: 'os', label: 'Systems' },
      { dimension: 'browser', label: 'Browsers' },
    ],
  },
  {
    label: 'Ways in',
    tabs: [
      { dimension: 'trigger', label: 'Link or QR code' },
      { dimension: 'rule', label: 'Smart link rules' },
    ],
  },
]
/** What says nothing where there is one link only. */
const OF_ALL_LINKS = 'Links'

/** The first tab of each card is read with the totals; filtered ones too, for the names of their values. */
const dimensionsToRead = (cards: readonly Card[], state: AnalyticsState): Dimension[] => [
  ...new Set([
    'country' as const,
    ...cards.flatMap(({ tabs }) => tabs.slice(0, 1).map(({ dimension }) => dimension)),
    ...(Object.keys(state.filters) as Dimension[]),
  ]),
]

interface AnalyticsViewProps {
  state: AnalyticsState
  /** Everything is of one link. */
  isOneLink?: boolean
}

function Numbers({
  analytics,
  state,
  cards,
}: {
  analytics: Analytics
  state: AnalyticsState
  cards: Card[]
}) {
  return (
    <>
      <TotalsRow analytics={analytics} state={state} />
      <SeriesPanel analytics={analytics} state={state} />
      <div className={classes.cards}>
        <PlacesCard analytics={analytics} state={state} />
        {cards.map(({ label, tabs }) => (
          <BreakdownCard key={label} label={label} tabs={tabs} analytics={analytics} state={state} />
        ))}
      </div>
    </>
  )
}

/** Totals, clicks over time, and what they divide into. */
export function AnalyticsView({ state, isOneLink = false }: AnalyticsViewProps) {
  const { id: orgId } = useWorkspace()
  const cards = CARDS.filter(({ label }) => !isOneLink || label !== OF_ALL_LINKS)
  const interval = state.interval === undefined ? {} : { interval: state.interval }
  const query = { ...state.query, ...interval, breakdowns: dimensionsToRead(cards, state).join(',') }
  const answer = useRoute(
    getAnalytics,
    { params: { orgId }, query },
    { keepPrevious: true, staleTime: 10_000 },
  )
  const nameOf = useValueNames(answer.data, state.filters)
  const { data: analytics, error, refetch, isPlaceholderData } = answer
  const isEmpty = analytics !== undefined && analytics.totals.clicks + analytics.totals.bots === 0
  return (
    <>
      <FilterChips state={state} nameOf={nameOf} />
      {analytics === undefined && error === null && <AnalyticsSkeleton />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {analytics !== undefined && error === null && (
        <div className={isPlaceholderData ? classes.stale : undefined} aria-busy={isPlaceholderData}>
          {(analytics.is_detail_stopped || analytics.range.is_cut) && (
            <Suspense>
              <AnalyticsNotices analytics={analytics} />
            </Suspense>
          )}
          {isEmpty ? (
            <NoClicks state={state} isOneLink={isOneLink} />
          ) : (
            <Numbers analytics={analytics} state={state} cards={cards} />
          )}
        </div>
      )}
    </>
  )
}
