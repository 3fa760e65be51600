import { Button } from '@mantine/core'
import { IconChartAreaLine } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { AnalyticsState } from './use-analytics-state.ts'

/** No clicks to show, and what to do about it: fewer filters, a longer range, or a link that is shared. */
export function NoClicks({ state, isOneLink }: { state: AnalyticsState; isOneLink: boolean }) {
  const workspace = useWorkspace()
  const isWhole = 'preset' in state.when && state.when.preset === 'all'
  if (Object.keys(state.filters).length > 0)
    return (
      <EmptyState
        icon={IconChartAreaLine}
        heading="No clicks fit these filters"
        description="Nobody clicked in this range in a way that all the filters describe."
      >
        <Button variant="default" onClick={state.clearAll}>
          Clear filters
        </Button>
      </EmptyState>
    )
  if (!isWhole)
    return (
      <EmptyState
        icon={IconChartAreaLine}
        heading="No clicks in this range"
        description={
          isOneLink
            ? 'Share the link, or its QR code: its clicks show here within seconds.'
            : 'Share a short link, or look at a longer range. Clicks show here within seconds.'
        }
      >
        <Button
          variant="default"
          onClick={() => state.set({ range: 'all', from: '', until: '', interval: '' })}
        >
          Show all time
        </Button>
      </EmptyState>
    )
  return (
    <EmptyState
      icon={IconChartAreaLine}
      heading="No clicks yet"
      description="Create a short link and share it. Who clicks it, from where and on what, shows here within seconds."
    >
      {!isOneLink && (
        <Button component={Link} to={addressIn(workspace, 'links')}>
          Go to links
        </Button>
      )}
    </EmptyState>
  )
}
