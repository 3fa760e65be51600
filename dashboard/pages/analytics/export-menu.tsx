import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { DIMENSIONS, type Dimension, exportAnalytics } from '#shared/contract/analytics.ts'
import { addressOf } from '../../api.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { Gated } from '../../ui/gated.tsx'
import { ALL_DIMENSIONS } from './name-values.ts'
import type { AnalyticsState } from './use-analytics-state.ts'

const FORMATS = [
  { format: 'csv', label: 'CSV' },
  { format: 'json', label: 'JSON lines' },
] as const

type What = { what: 'clicks' } | { what: 'series' } | { what: 'breakdown'; dimension: Dimension }

interface ExportItemsProps {
  heading: string
  state: AnalyticsState
  asked: What
}

function ExportItems({ heading, state, asked }: ExportItemsProps) {
  const { id: orgId } = useWorkspace()
  const interval = asked.what === 'series' && state.interval !== undefined ? { interval: state.interval } : {}
  return FORMATS.map(({ format, label }) => (
    <Menu.Item
      key={format}
      component="a"
      download
      href={addressOf(exportAnalytics, {
        params: { orgId },
        query: { ...state.query, ...interval, ...asked, format },
      })}
    >
      {heading}, {label}
    </Menu.Item>
  ))
}

/** Downloads what the range and filters show; refused with the reason where it is not allowed. */
export function ExportMenu({ state }: { state: AnalyticsState }) {
  const { can } = useWorkspace()
  const button = (
    <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
      Export
    </Button>
  )
  if (!can('analytics.export'))
    return (
      <Gated allowed={false} reason="You need the permission analytics.export.">
        {button}
      </Gated>
    )
  return (
    <Menu width={250}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>This range with these filters</Menu.Label>
        <ExportItems heading="Over time" state={state} asked={{ what: 'series' }} />
        <ExportItems heading="Each click" state={state} asked={{ what: 'clicks' }} />
        <Menu.Divider />
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item>One breakdown, CSV</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            {ALL_DIMENSIONS.map((dimension) => (
              <BreakdownItem key={dimension} dimension={dimension} state={state} />
            ))}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      </Menu.Dropdown>
    </Menu>
  )
}

function BreakdownItem({ dimension, state }: { dimension: Dimension; state: AnalyticsState }) {
  const { id: orgId } = useWorkspace()
  return (
    <Menu.Item
      component="a"
      download
      href={addressOf(exportAnalytics, {
        params: { orgId },
        query: { ...state.query, what: 'breakdown', dimension, format: 'csv' },
      })}
    >
      {DIMENSIONS[dimension]}
    </Menu.Item>
  )
}
