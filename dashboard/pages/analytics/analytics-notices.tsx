import { Alert, Anchor, Text } from '@mantine/core'
import { IconClockPause, IconHourglass } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { TimeText } from '../../ui/time-text.tsx'
import type { Analytics } from './analytics-ranges.ts'

function PlansLink() {
  const workspace = useWorkspace()
  if (!workspace.can('organization.view')) return null
  return (
    <Anchor component={Link} to={addressIn(workspace, 'settings/usage')} size="sm" underline="always">
      Usage &amp; limits
    </Anchor>
  )
}

/** Says that no clicks are told of any more this month, and what goes on. */
export function StoppedNotice({ goesOn }: { goesOn: string }) {
  return (
    <Alert color="yellow" icon={<IconHourglass size={18} />} mb="md" p="sm">
      <Text size="sm">
        The clicks of this month that your plan includes are used up. {goesOn} <PlansLink />
      </Text>
    </Alert>
  )
}

/** What the plan leaves out of the numbers: older days, or the detail of this month. */
export function AnalyticsNotices({
  analytics: { range, is_detail_stopped: isStopped },
}: {
  analytics: Analytics
}) {
  return (
    <>
      {isStopped && (
        <StoppedNotice goesOn="Links go on redirecting and totals go on counting; countries, devices, referrers and the like are recorded again next month." />
      )}
      {range.is_cut && (
        <Alert color="blue" icon={<IconClockPause size={18} />} mb="md" p="sm">
          <Text size="sm">
            Your plan keeps analytics for a shorter time: these numbers begin on{' '}
            <TimeText value={range.from} />. <PlansLink />
          </Text>
        </Alert>
      )}
    </>
  )
}
