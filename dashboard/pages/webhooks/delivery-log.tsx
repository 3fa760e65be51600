import { Button, Select, Text } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import type { RouteRequest } from '#shared/contract/route.ts'
import { listDeliveries } from '#shared/contract/webhooks.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ListPagination } from '../../ui/list-pagination.tsx'
import { ListToolbar } from '../../ui/list-toolbar.tsx'
import { useDialog } from '../../ui/use-dialog.ts'
import { type ListState, useListState } from '../../ui/use-list-state.ts'
import { useRoute } from '../../use-route.ts'
import { deliveryColumns } from './delivery-columns.tsx'
import { DeliveryDrawer } from './delivery-drawer.tsx'
import { EVENT_OPTIONS, isEventType } from './event-groups.ts'
import type { Delivery, Webhook } from './use-webhook-acts.ts'

type Name = 'status' | 'type'
type Query = NonNullable<RouteRequest<typeof listDeliveries>['query']>

const DEFAULTS: Record<Name, string> = { status: 'all', type: 'all' }
const STATUSES = [
  { value: 'all', label: 'Any status' },
  { value: 'pending', label: 'Pending' },
  { value: 'delivered', label: 'Delivered' },
  { value: 'failed', label: 'Failed' },
]
const TYPES = [{ value: 'all', label: 'Any event' }, ...EVENT_OPTIONS]
const LIMIT = 50
const LIVE_MS = 2000
const SOON_MS = 60_000

const queryOf = ({ values, page }: ListState<Name>): Query => ({
  page,
  limit: LIMIT,
  ...(values.status === 'pending' || values.status === 'delivered' || values.status === 'failed'
    ? { status: values.status }
    : {}),
  ...(isEventType(values.type) ? { type: values.type } : {}),
})

/** True while something is about to happen: what waits for hours is not watched. */
const isMoving = (rows: readonly Delivery[] | undefined): boolean =>
  rows?.some(
    ({ status, next_attempt_at: next }) =>
      status === 'pending' && (next === null || Date.parse(next) - Date.now() < SOON_MS),
  ) ?? false

/** The log, read again every two seconds while a delivery is on its way. */
function useLog(webhook: Webhook, list: ListState<Name>) {
  const { id: orgId } = useWorkspace()
  const [isLive, setLive] = useState(false)
  const log = useRoute(
    listDeliveries,
    { params: { orgId, webhookId: webhook.id }, query: queryOf(list) },
    { keepPrevious: true, ...(isLive ? { refetchInterval: LIVE_MS } : {}) },
  )
  const isMovingNow = isMoving(log.data?.data)
  if (isMovingNow !== isLive) setLive(isMovingNow)
  return { log, isLive }
}

function NoDeliveries({ list, onTest }: { list: ListState<Name>; onTest: () => void }) {
  return list.isFiltered ? (
    <EmptyState
      icon={IconSend}
      order={3}
      heading="No delivery matches"
      description="Try another status or event."
    >
      <Button variant="default" onClick={list.clear}>
        Show all deliveries
      </Button>
    </EmptyState>
  ) : (
    <EmptyState
      icon={IconSend}
      order={3}
      heading="Nothing was sent yet"
      description="What is sent shows here for thirty days, with the answer. Send an example to see whether your receiver understands it."
    >
      <Button variant="default" onClick={onTest}>
        Send Example
      </Button>
    </EmptyState>
  )
}

/** What was sent to a webhook, newest first. */
export function DeliveryLog({ webhook, onTest }: { webhook: Webhook; onTest: () => void }) {
  const list = useListState(DEFAULTS)
  const { log, isLive } = useLog(webhook, list)
  const drawer = useDialog<Delivery>()
  // The row as it stands now, should it change while it is open.
  const shown = log.data?.data.find(({ id }) => id === drawer.subject?.id) ?? drawer.subject
  return (
    <>
      <ListToolbar
        right={
          <Text size="sm" c="dimmed" role="status">
            {isLive ? 'Updating while deliveries are on their way' : ''}
          </Text>
        }
      >
        <Select
          aria-label="Status"
          data={STATUSES}
          value={list.values.status}
          onChange={(status) => list.set({ status: status ?? 'all' })}
          allowDeselect={false}
          w={150}
        />
        <Select
          aria-label="Event"
          data={TYPES}
          value={list.values.type}
          onChange={(type) => list.set({ type: type ?? 'all' })}
          allowDeselect={false}
          w={210}
        />
      </ListToolbar>
      <DataTable
        label="Deliveries"
        columns={deliveryColumns(drawer.open)}
        rows={log.data?.data}
        query={log}
        rowKey={({ id }) => id}
        minWidth={820}
        empty={<NoDeliveries list={list} onTest={onTest} />}
      />
      <ListPagination
        page={list.page}
        limit={LIMIT}
        total={log.data?.total ?? 0}
        onChange={(page) => list.set({ page: String(page) })}
        noun="deliveries"
      />
      <DeliveryDrawer webhook={webhook} delivery={shown} isOpen={drawer.isOpen} onClose={drawer.close} />
    </>
  )
}
