import { Badge, Tooltip } from '@mantine/core'
import { formatMoment } from '../../ui/format-time.ts'

interface StatusProps {
  webhook: {
    is_enabled: boolean
    disabled_reason: string | null
    failing_since: string | null
  }
}

/** On, failing since when, or off and why. */
export function WebhookStatus({ webhook }: StatusProps) {
  if (!webhook.is_enabled) {
    const badge = <Badge color={webhook.disabled_reason === null ? 'gray' : 'red'}>Off</Badge>
    return webhook.disabled_reason === null ? (
      badge
    ) : (
      <Tooltip label={webhook.disabled_reason}>{badge}</Tooltip>
    )
  }
  if (webhook.failing_since === null) return <Badge color="guild">On</Badge>
  return (
    <Tooltip label={`No attempt has succeeded since ${formatMoment(webhook.failing_since)}`}>
      <Badge color="yellow">Failing</Badge>
    </Tooltip>
  )
}

const DELIVERIES = {
  pending: { color: 'blue', label: 'Pending' },
  delivered: { color: 'guild', label: 'Delivered' },
  failed: { color: 'red', label: 'Failed' },
} as const

/** How a delivery stands. */
export function DeliveryStatus({ status }: { status: keyof typeof DELIVERIES }) {
  const { color, label } = DELIVERIES[status]
  return <Badge color={color}>{label}</Badge>
}
