import { Button, Paper, Skeleton, Tabs, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { type Dimension, getBreakdown } from '#shared/contract/analytics.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { useDialog } from '../../ui/use-dialog.ts'
import { useRoute } from '../../use-route.ts'
import classes from './analytics.module.css'
import type { Analytics } from './analytics-ranges.ts'
import { BreakdownRows } from './breakdown-rows.tsx'
import { formatCount } from './format-count.ts'
import type { AnalyticsState } from './use-analytics-state.ts'

const BreakdownDialog = lazy(() =>
  import('./breakdown-dialog.tsx').then((file) => ({ default: file.BreakdownDialog })),
)

const SHOWN = 10

export interface BreakdownTab {
  dimension: Dimension
  label: string
}

interface BreakdownCardProps {
  /** What the card is about, for screen readers. */
  label: string
  tabs: readonly BreakdownTab[]
  analytics: Analytics
  state: AnalyticsState
}

type PanelProps = Omit<BreakdownCardProps, 'tabs' | 'label'> & { tab: BreakdownTab }

/** The first tab's rows come with the page; those of others are read when they are opened. */
function useRows({ analytics, state, tab: { dimension } }: PanelProps) {
  const { id: orgId } = useWorkspace()
  const given = analytics.breakdowns[dimension]
  const read = useRoute(
    getBreakdown,
    { params: { orgId }, query: { ...state.query, dimension, limit: SHOWN } },
    { enabled: given === undefined },
  )
  return { shown: given ?? read.data, error: read.error, refetch: read.refetch }
}

function TabContent(props: PanelProps) {
  const { analytics, state, tab } = props
  const { shown, error, refetch } = useRows(props)
  const dialog = useDialog<Dimension>()
  if (shown === undefined)
    return error === null ? (
      <Skeleton height={220} aria-busy />
    ) : (
      <ErrorState error={error} order={3} onRetry={() => void refetch()} />
    )
  if (shown.data.length === 0)
    return (
      <Text size="sm" c="dimmed" ta="center" py="xl">
        No clicks to show here.
      </Text>
    )
  return (
    <>
      <BreakdownRows
        dimension={tab.dimension}
        rows={shown.data.slice(0, SHOWN)}
        totalClicks={analytics.totals.clicks}
        chosen={state.filters[tab.dimension] ?? []}
        onToggle={(value) => state.toggle(tab.dimension, value)}
      />
      {shown.total > SHOWN && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          mt="auto"
          onClick={() => dialog.open(tab.dimension)}
        >
          Show all {formatCount(shown.total)}
        </Button>
      )}
      {dialog.subject !== null && (
        <Suspense>
          <BreakdownDialog
            key={dialog.opening}
            dimension={tab.dimension}
            state={state}
            totalClicks={analytics.totals.clicks}
            isOpen={dialog.isOpen}
            onClose={dialog.close}
          />
        </Suspense>
      )}
    </>
  )
}

/** What the clicks of a range divide into: one dimension a tab. */
export function BreakdownTabs({ label, tabs, ...props }: BreakdownCardProps) {
  const [first] = tabs
  const [chosen, setChosen] = useState<string>(first?.dimension ?? '')
  return (
    <Tabs
      value={chosen}
      onChange={(next) => setChosen(next ?? '')}
      keepMounted={false}
      className={classes.tabs}
    >
      <Tabs.List className={classes.tabList} aria-label={label}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.dimension} value={tab.dimension}>
            {tab.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.dimension} value={tab.dimension} className={classes.tabPanel}>
          <TabContent {...props} tab={tab} />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

/** The tabs in a card of their own. */
export function BreakdownCard(props: BreakdownCardProps) {
  return (
    <Paper component="section" aria-label={props.label} className={classes.panel}>
      <BreakdownTabs {...props} />
    </Paper>
  )
}
