import { Anchor, Code, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { AuditEntryView } from '#shared/contract/audit.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { formatFully } from '../../ui/format-time.ts'
import classes from './audit-entry.module.css'
import { AuditChanges } from './audit-values.tsx'

interface AuditEntryDetailsProps {
  entry: AuditEntryView
  /** Narrows the list to what was acted on; left out where the list can't be. */
  onTarget?: ((targetId: string) => void) | undefined
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const Copied = ({ value, label }: { value: string; label: string }) => (
  <Group gap={4} wrap="nowrap">
    <Code className={classes.value}>{value}</Code>
    <CopyButton value={value} label={`Copy the ${label}`} />
  </Group>
)

function Targets({ entry, onTarget }: AuditEntryDetailsProps) {
  return entry.targets.map(({ type, id, name }) => (
    <div key={`${type} ${id}`}>
      <Text component="span" size="sm" c="dimmed">
        {type.replaceAll('_', ' ')}
      </Text>{' '}
      {onTarget === undefined ? (
        name || id
      ) : (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => onTarget(id)}
          title="Show only this"
        >
          {name || id}
        </Anchor>
      )}
    </div>
  ))
}

/** Everything that an entry holds. */
export function AuditEntryDetails({ entry, onTarget }: AuditEntryDetailsProps) {
  return (
    <Stack gap="sm" className={classes.details}>
      <AuditChanges changes={entry.changes as Record<string, { before: unknown; after: unknown }>} />
      <dl className={classes.facts}>
        <Fact label="Action">
          <Code>{entry.action}</Code>
        </Fact>
        {entry.targets.length > 0 && (
          <Fact label="Acted on">
            <Targets entry={entry} onTarget={onTarget} />
          </Fact>
        )}
        <Fact label="When">{formatFully(entry.created_at)}</Fact>
        {entry.ip !== null && <Fact label="IP address">{entry.ip}</Fact>}
        {entry.user_agent !== null && <Fact label="Browser or program">{entry.user_agent}</Fact>}
        {entry.request_id !== null && (
          <Fact label="Request">
            <Copied value={entry.request_id} label="request id" />
          </Fact>
        )}
        <Fact label={`Hash of entry ${entry.sequence.toLocaleString()}`}>
          <Copied value={entry.hash} label="hash" />
        </Fact>
      </dl>
    </Stack>
  )
}
