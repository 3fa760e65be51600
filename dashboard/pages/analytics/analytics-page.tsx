import { Group, SegmentedControl, Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useWorkspace } from '../../frame/use-me.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { useListState } from '../../ui/use-list-state.ts'
import { AnalyticsSkeleton } from './analytics-skeleton.tsx'
import { ExportMenu } from './export-menu.tsx'
import { FilterChips } from './filter-chips.tsx'
import { RangePicker } from './range-picker.tsx'
import { type AnalyticsState, useAnalyticsState } from './use-analytics-state.ts'
import { useValueNames } from './use-value-names.ts'

const AnalyticsView = lazy(() =>
  import('./analytics-view.tsx').then((file) => ({ default: file.AnalyticsView })),
)
const LiveView = lazy(() => import('./live-view.tsx').then((file) => ({ default: file.LiveView })))

const VIEWS = [
  { value: 'overview', label: 'Overview' },
  { value: 'live', label: 'Live' },
]

function Live({ state }: { state: AnalyticsState }) {
  const nameOf = useValueNames(undefined, state.filters)
  return (
    <>
      <FilterChips state={state} nameOf={nameOf} />
      <Suspense fallback={<Skeleton height={320} radius={10} />}>
        <LiveView filters={state.filters} />
      </Suspense>
    </>
  )
}

/** The clicks of a workspace: an overview of a range, and what happens now. */
export function AnalyticsPage() {
  const { can } = useWorkspace()
  const state = useAnalyticsState()
  const { values, set } = useListState({ view: 'overview' })
  const isLive = values.view === 'live'
  if (!can('analytics.view'))
    return (
      <>
        <PageHeader title="Analytics" />
        <RestrictedNotice permission="analytics.view" />
      </>
    )
  return (
    <>
      <PageHeader title="Analytics" subtitle="Who clicks your links, when, from where and on what.">
        <Group gap="xs">
          <SegmentedControl
            size="sm"
            aria-label="View"
            data={VIEWS}
            value={values.view}
            onChange={(view) => set({ view })}
          />
          {!isLive && (
            <>
              <RangePicker state={state} />
              <ExportMenu state={state} />
            </>
          )}
        </Group>
      </PageHeader>
      {isLive ? (
        <Live state={state} />
      ) : (
        <Suspense fallback={<AnalyticsSkeleton />}>
          <AnalyticsView state={state} />
        </Suspense>
      )}
    </>
  )
}
