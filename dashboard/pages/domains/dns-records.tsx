import { Group, Stack, Text } from '@mantine/core'
import { CopyButton } from '../../ui/copy-button.tsx'
import classes from './dns-records.module.css'
import type { Domain } from './use-domain-acts.ts'

type DnsRecord = Domain['records'][number]

const PURPOSES: Record<DnsRecord['purpose'], string> = {
  proof: 'Proves that it is yours',
  address: 'Brings its visitors here',
}

const isIpAddress = (text: string): boolean => /^[\d.]+$|:/.test(text)

function RecordPart({ label, text, what }: { label: string; text: string; what: string }) {
  return (
    <>
      <span className={classes.label}>{label}</span>
      <span className={classes.text}>{text}</span>
      <CopyButton value={text} label={`Copy the ${label.toLowerCase()} of the ${what}`} />
    </>
  )
}

function RecordView({ record }: { record: DnsRecord }) {
  const { type, name, value, purpose } = record
  const isToBeLookedUp = type === 'A' && !isIpAddress(value)
  return (
    <div>
      <Group gap={8} mb={4}>
        <Text size="sm" fw={550}>
          {type} record
        </Text>
        <Text size="sm" c="dimmed">
          {PURPOSES[purpose]}
        </Text>
      </Group>
      <div className={classes.record}>
        <RecordPart label="Name" text={name} what={`${type} record`} />
        {isToBeLookedUp ? (
          <>
            <span className={classes.label}>Value</span>
            <Text size="sm">the IP address of {value}</Text>
          </>
        ) : (
          <RecordPart label="Value" text={value} what={`${type} record`} />
        )}
      </div>
    </div>
  )
}

/** What to know of an A record, which can hold no name. */
const APEX_HINT =
  'At the top of a domain there can be no CNAME. Where your provider has ALIAS or flattened CNAME records, one of those to this server’s name is better than its address.'

/** The records to set at the domain's DNS provider, each part ready to copy. */
export function DnsRecords({ records }: { records: readonly DnsRecord[] }) {
  return (
    <Stack gap="md">
      {records.map((record) => (
        <RecordView key={record.purpose} record={record} />
      ))}
      {records.some(({ type }) => type === 'A') && (
        <Text size="sm" c="dimmed">
          {APEX_HINT}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        Some providers want the name without the domain they manage. New records may take minutes to be seen.
      </Text>
    </Stack>
  )
}
