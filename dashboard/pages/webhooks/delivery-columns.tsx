import { Anchor, Badge, Group, Text } from '@mantine/core'
import type { Column } from '../../ui/data-table.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import type { Delivery } from './use-webhook-acts.ts'
import { DeliveryStatus } from './webhook-status.tsx'

/** "204 in 38 ms", or what went wrong. */
const sayAnswer = ({ response_status: status, duration_ms: ms, problem, attempts }: Delivery): string => {
  if (attempts === 0) return problem ?? '—'
  if (status === null) return problem ?? '—'
  return ms === null ? String(status) : `${status} in ${ms.toLocaleString()} ms`
}

/** The columns of a webhook's log. */
export const deliveryColumns = (onOpen: (delivery: Delivery) => void): Column<Delivery>[] => [
  {
    key: 'event',
    header: 'Event',
    render: (delivery) => (
      <Group gap={8}>
        <Anchor
          component="button"
          type="button"
          size="sm"
          fw={550}
          ff="monospace"
          onClick={() => onOpen(delivery)}
        >
          {delivery.event_type}
        </Anchor>
        {delivery.is_replay && (
          <Badge size="sm" color="gray">
            Sent again
          </Badge>
        )}
      </Group>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    width: '110px',
    render: ({ status }) => <DeliveryStatus status={status} />,
  },
  {
    key: 'answer',
    header: 'Answer',
    render: (delivery) => (
      <Text size="sm" c="dimmed" lineClamp={1} className="tabular">
        {sayAnswer(delivery)}
      </Text>
    ),
  },
  {
    key: 'attempts',
    header: 'Attempts',
    width: '170px',
    render: ({ attempts, next_attempt_at: next, status }) => (
      <Text component="span" size="sm" className="tabular">
        {attempts}
        {status === 'pending' && attempts > 0 && (
          <Text component="span" size="xs" c="dimmed">
            {' · next '}
            <TimeText value={next} as="relative" />
          </Text>
        )}
      </Text>
    ),
  },
  {
    key: 'created',
    header: 'Happened',
    width: '180px',
    render: ({ created_at: at }) => <TimeText value={at} as="moment" />,
  },
]
