import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconClock, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Gated } from '../../ui/gated.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { type Domain, useVerify, whyNotUpdate } from './use-domain-acts.ts'

const LOOKS = {
  verified: { color: 'guild', icon: IconCircleCheck },
  pending: { color: 'gray', icon: IconClock },
  failing: { color: 'yellow', icon: IconAlertTriangle },
} as const

function sayState(domain: Domain): ReactNode {
  if (domain.status === 'verified')
    return (
      <>
        Proved since <TimeText value={domain.verified_at} />. Its links are served.
      </>
    )
  if (domain.status === 'pending')
    return 'Not proved yet: no link on it is served. Its record is looked for by itself for a week.'
  return (
    <>
      The TXT record is missing. Links on it are served until{' '}
      <TimeText value={domain.unverified_at} as="moment" />.
    </>
  )
}

/** What the last look at the name servers found, and a way to look again. */
export function DomainCheck({ domain }: { domain: Domain }) {
  const { verify, isPending } = useVerify()
  const refusal = whyNotUpdate(domain)
  const { color, icon: StateIcon } = LOOKS[domain.status]
  return (
    <Stack gap="sm">
      <Alert color={color} variant="light" icon={<StateIcon size={18} />} role="status" p="sm">
        <Text size="sm">{sayState(domain)}</Text>
        {domain.last_problem !== null && (
          <Text size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
            {domain.last_problem}
          </Text>
        )}
      </Alert>
      <Group gap="sm">
        <Gated allowed={refusal === null} reason={refusal ?? ''}>
          <Button
            variant={domain.status === 'verified' ? 'default' : 'filled'}
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={domain.is_checking || isPending}
            onClick={() => verify(domain)}
          >
            Check now
          </Button>
        </Gated>
        <Text size="sm" c="dimmed">
          {domain.is_checking ? (
            'Asking the name servers…'
          ) : domain.last_checked_at === null ? (
            'Not checked yet'
          ) : (
            <>
              Last checked <TimeText value={domain.last_checked_at} as="relative" />
            </>
          )}
        </Text>
      </Group>
    </Stack>
  )
}
