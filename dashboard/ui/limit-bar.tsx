import { Group, Progress, Stack, Text } from '@mantine/core'

interface LimitBarProps {
  label: string
  /** Null: not counted. */
  used: number | null
  /** Null: unlimited. */
  limit: number | null
}

function amountOf(used: number | null, limit: number | null): string {
  const most = limit === null ? 'unlimited' : limit.toLocaleString()
  if (used === null) return most
  // Nothing allowed and nothing used is no alarm: the plan just does without.
  if (limit === 0 && used === 0) return 'not in this plan'
  return limit === null ? `${used.toLocaleString()} · ${most}` : `${used.toLocaleString()} of ${most}`
}

const colorAt = (share: number): string => (share >= 1 ? 'red' : share >= 0.8 ? 'yellow' : 'guild')

/** How much of a limit is used; amber from 80 %, red at the limit. */
export function LimitBar({ label, used, limit }: LimitBarProps) {
  const share = used === null || limit === null ? 0 : limit === 0 ? 1 : used / limit
  const amount = amountOf(used, limit)
  return (
    <Stack gap={5}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" fw={550}>
          {label}
        </Text>
        <Text size="sm" c="dimmed" className="tabular">
          {amount}
        </Text>
      </Group>
      {used !== null && limit !== null && limit + used > 0 && (
        <Progress
          value={Math.min(100, share * 100)}
          color={colorAt(share)}
          size={6}
          aria-label={`${label}: ${amount} used`}
        />
      )}
    </Stack>
  )
}
