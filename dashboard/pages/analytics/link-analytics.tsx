import { Group } from '@mantine/core'
import { useWorkspace } from '../../frame/use-me.ts'
import { RestrictedNotice } from '../../ui/restricted-notice.tsx'
import { AnalyticsView } from './analytics-view.tsx'
import { ExportMenu } from './export-menu.tsx'
import { RangePicker } from './range-picker.tsx'
import { useAnalyticsState } from './use-analytics-state.ts'

/** The analytics of one link, for its page. Keeps range and filters in the address. */
export function LinkAnalytics({ linkId }: { linkId: string }) {
  const { can } = useWorkspace()
  const state = useAnalyticsState({ link: [linkId] })
  if (!can('analytics.view')) return <RestrictedNotice permission="analytics.view" />
  return (
    <>
      <Group justify="flex-end" gap="xs" mb="md">
        <RangePicker state={state} />
        <ExportMenu state={state} />
      </Group>
      <AnalyticsView state={state} isOneLink />
    </>
  )
}
