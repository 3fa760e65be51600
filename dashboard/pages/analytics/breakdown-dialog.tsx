import { Modal, ScrollArea, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { DIMENSIONS, type Dimension, getBreakdown } from '#shared/contract/analytics.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { useRoute } from '../../use-route.ts'
import { type BreakdownRow, BreakdownRows } from './breakdown-rows.tsx'
import { formatCount } from './format-count.ts'
import { nameValue } from './name-values.ts'
import type { AnalyticsState } from './use-analytics-state.ts'

const MOST = 500
// Kept as codes, and shown by names that the server does not know: these are few, and searched here.
const CODED: ReadonlySet<Dimension> = new Set(['country', 'language', 'trigger', 'device'])

const findNamed = (
  dimension: Dimension,
  rows: readonly BreakdownRow[],
  search: string,
): readonly BreakdownRow[] => {
  const sought = search.toLocaleLowerCase()
  return rows.filter(({ value, label }) =>
    nameValue(dimension, value, label).toLocaleLowerCase().includes(sought),
  )
}

interface BreakdownDialogProps {
  dimension: Dimension
  state: AnalyticsState
  totalClicks: number
  isOpen: boolean
  onClose: () => void
}

function AllRows({ dimension, state, totalClicks, onClose }: BreakdownDialogProps) {
  const { id: orgId } = useWorkspace()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 300)
  const asked = CODED.has(dimension) ? '' : search
  const { data, error, refetch } = useRoute(
    getBreakdown,
    {
      params: { orgId },
      query: { ...state.query, dimension, limit: MOST, ...(asked === '' ? {} : { search: asked }) },
    },
    { keepPrevious: true },
  )
  const rows = CODED.has(dimension) ? findNamed(dimension, data?.data ?? [], search) : (data?.data ?? [])
  return (
    <Stack gap="sm">
      <TextInput
        type="search"
        aria-label={`Search in ${DIMENSIONS[dimension]}`}
        placeholder="Search"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      {error !== null && <ErrorState error={error} order={3} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <Skeleton height={240} aria-busy />}
      {data !== undefined && rows.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" py="lg">
          {search === '' ? 'No clicks in this range.' : 'Nothing of that name was clicked in this range.'}
        </Text>
      )}
      {data !== undefined && rows.length > 0 && (
        <>
          <BreakdownRows
            dimension={dimension}
            rows={rows}
            totalClicks={totalClicks}
            chosen={state.filters[dimension] ?? []}
            onToggle={(value) => {
              state.toggle(dimension, value)
              onClose()
            }}
          />
          <Text size="xs" c="dimmed" role="status">
            {data.total > data.data.length
              ? `The first ${formatCount(data.data.length)} of ${formatCount(data.total)}. Search to find others, or export all.`
              : `${formatCount(data.total)} in all`}
          </Text>
        </>
      )}
    </Stack>
  )
}

/** All values of a dimension, with a search. */
export function BreakdownDialog(props: BreakdownDialogProps) {
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={DIMENSIONS[props.dimension]}
      scrollAreaComponent={ScrollArea.Autosize}
      size="lg"
    >
      <AllRows {...props} />
    </Modal>
  )
}
