import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Gated } from '../../ui/gated.tsx'
import { DnsRecords } from './dns-records.tsx'
import { DomainCheck } from './domain-check.tsx'
import { DefaultDomain, DomainDestinations } from './domain-settings.tsx'
import { type Domain, whyNotDelete } from './use-domain-acts.ts'

function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section aria-label={heading}>
      <Title order={3} mb="xs">
        {heading}
      </Title>
      {children}
    </section>
  )
}

/** One domain: whether it is proved, what to set for that, where it leads, and how it goes. */
export function DomainPanel({ domain, onDelete }: { domain: Domain; onDelete: () => void }) {
  const refusal = whyNotDelete(domain)
  return (
    <Stack gap="xl" pb="md">
      <DomainCheck domain={domain} />
      <Part heading="DNS records">
        <DnsRecords records={domain.records} />
      </Part>
      <Part heading="Where no link answers">
        <DomainDestinations key={domain.id} domain={domain} />
      </Part>
      <Part heading="New links">
        <Text size="sm" c="dimmed" mb="sm">
          {domain.is_default
            ? 'Links stand on this domain unless another one is chosen.'
            : 'Links stand on the shared host unless a domain is chosen, or one is used for all new ones.'}
        </Text>
        <DefaultDomain domain={domain} />
      </Part>
      <Part heading="Certificate">
        <Text size="sm" c="dimmed">
          The first visit by https gets the certificate, if this server’s proxy is set up for that. If the
          browser warns instead, ask its operator: the guide to running Guildhall has a configuration for
          Caddy.
        </Text>
      </Part>
      <Part heading="Remove">
        <Group>
          <Gated allowed={refusal === null} reason={refusal ?? ''}>
            <Button color="red" variant="outline" onClick={onDelete}>
              Remove domain
            </Button>
          </Gated>
        </Group>
      </Part>
    </Stack>
  )
}
