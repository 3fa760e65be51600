import { Group, Stack, Text } from '@mantine/core'
import { CopyButton } from '../../ui/copy-button.tsx'
import classes from './dns-records.module.css'
import type { Domain } from './use-domain-acts.ts'

type DnsRecord = Domain['records'][number]

const PURPOSES: Record<DnsRecord['purpose'], string> = {
  proof: 'Proves that it is yours',
  address: 'Brings its visitors here',
}

function RecordView({ record }: { record: DnsRecord }) {
  const { type, name, value, purpose } = record
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
        <span className={classes.label}>Name</span>
        <span className={classes.text}>{name}</span>
        <CopyButton value={name} label={`Copy the name of the ${type} record`} />
        <span className={classes.label}>Value</span>
        <span className={classes.text}>{value}</span>
        <CopyButton value={value} label={`Copy the value of the ${type} record`} />
      </div>
    </div>
  )
}

const isIpAddress = (text: string): boolean => /^[\d.]+$|:/.test(text)

/** What to know of an A record, which can hold no name. */
function ApexHint({ record }: { record: DnsRecord }) {
  return (
    <Text size="sm" c="dimmed">
      {isIpAddress(record.value)
        ? 'At the top of a domain there can be no CNAME, so its address is set. '
        : `Set the IP address of ${record.value}: at the top of a domain there can be no CNAME. `}
      Where your provider has ALIAS or flattened CNAME records, one of those to this server’s name is better.
    </Text>
  )
}

/** The records to set at the domain's DNS provider, each part ready to copy. */
export function DnsRecords({ records }: { records: readonly DnsRecord[] }) {
  const apex = records.find(({ type }) => type === 'A')
  return (
    <Stack gap="md">
      {records.map((record) => (
        <RecordView key={record.purpose} record={record} />
      ))}
      {apex !== undefined && <ApexHint record={apex} />}
      <Text size="sm" c="dimmed">
        Some providers want the name without the domain they manage. New records may take minutes to be seen.
      </Text>
    </Stack>
  )
}
