import { Badge, Group, Loader } from '@mantine/core'
import type { Domain } from './use-domain-acts.ts'

const STATES = {
  verified: { color: 'guild', label: 'Proved' },
  pending: { color: 'gray', label: 'Not proved' },
  failing: { color: 'yellow', label: 'Proof missing' },
} as const

/** Where a domain stands, and whether it is just being looked at. */
export function DomainStatus({ domain }: { domain: Domain }) {
  const { color, label } = STATES[domain.status]
  return (
    <Group gap={8} wrap="nowrap">
      <Badge color={color}>{label}</Badge>
      {domain.is_checking && <Loader size={14} aria-label="Being checked" />}
    </Group>
  )
}
