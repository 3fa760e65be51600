import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { ABUSE_REASONS, type listAbuseReports } from '#shared/contract/abuse.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import type { Column } from '../../ui/data-table.tsx'
import { Gated } from '../../ui/gated.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import type { Deciding } from './decide-dialog.tsx'

export type AbuseReport = RouteResponse<typeof listAbuseReports>['data'][number]

const STATES = {
  open: { color: 'yellow', label: 'Open' },
  blocked: { color: 'red', label: 'Blocked' },
  dismissed: { color: 'gray', label: 'Dismissed' },
} as const

/** Addresses are shown, never linked: an operator should not open a reported one by a slip. */
function ReportedLink({ report }: { report: AbuseReport }) {
  const leadsTo =
    report.destination ?? (report.link_id === null ? 'no link of this server' : 'a link that was deleted')
  return (
    <Stack gap={2} maw={380}>
      <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }} lineClamp={3}>
        {report.reported_url}
      </Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }} lineClamp={3}>
        leads to {leadsTo}
      </Text>
    </Stack>
  )
}

function Reason({ report }: { report: AbuseReport }) {
  return (
    <Stack gap={2} maw={320}>
      <Text size="sm">{ABUSE_REASONS[report.reason]}</Text>
      {report.details !== '' && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }} lineClamp={6}>
          {report.details}
        </Text>
      )}
      {report.reporter_email !== null && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {report.reporter_email}
        </Text>
      )}
    </Stack>
  )
}

interface DecisionsProps {
  report: AbuseReport
  onDecide: (deciding: Deciding) => void
}

function Decisions({ report, onDecide }: DecisionsProps) {
  if (report.status === 'blocked')
    return (
      <Button size="xs" variant="default" onClick={() => onDecide({ report, decision: 'dismiss' })}>
        Lift block
      </Button>
    )
  const isBlockable = report.destination !== null
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      {report.status === 'open' && (
        <Button size="xs" variant="default" onClick={() => onDecide({ report, decision: 'dismiss' })}>
          Dismiss
        </Button>
      )}
      <Gated allowed={isBlockable} reason="No link of this server stands at this address.">
        <Button size="xs" color="red" onClick={() => onDecide({ report, decision: 'block' })}>
          Block
        </Button>
      </Gated>
    </Group>
  )
}

/** The columns of the reports. */
export const abuseColumns = (onDecide: (deciding: Deciding) => void): Column<AbuseReport>[] => [
  { key: 'link', header: 'Link', render: (report) => <ReportedLink report={report} /> },
  {
    key: 'organization',
    header: 'Workspace',
    width: '150px',
    render: ({ organization }) => organization?.name ?? '—',
  },
  { key: 'reason', header: 'What is reported', render: (report) => <Reason report={report} /> },
  {
    key: 'status',
    header: 'State',
    width: '110px',
    render: ({ status }) => <Badge color={STATES[status].color}>{STATES[status].label}</Badge>,
  },
  {
    key: 'created_at',
    header: 'Reported',
    width: '120px',
    render: ({ created_at: at }) => <TimeText value={at} as="relative" />,
  },
  {
    key: 'decision',
    header: 'Decision',
    isHeaderHidden: true,
    align: 'end',
    width: '180px',
    render: (report) => <Decisions report={report} onDecide={onDecide} />,
  },
]
