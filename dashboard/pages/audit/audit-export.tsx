import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Gated } from '../../ui/gated.tsx'

interface AuditExportProps {
  /** Where a format is downloaded, with the filters of the list. */
  addressFor: (format: 'csv' | 'ndjson') => string
  allowed?: boolean
}

const FORMATS = [
  { value: 'csv', label: 'CSV', note: 'for a spreadsheet' },
  { value: 'ndjson', label: 'NDJSON', note: 'one JSON object a line' },
] as const

/** Downloads what the filters show, as a file; refused with the reason where it is not allowed. */
export function AuditExport({ addressFor, allowed = true }: AuditExportProps) {
  const button = (
    <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
      Export
    </Button>
  )
  if (!allowed)
    return (
      <Gated allowed={false} reason="You need the permission audit_logs.export.">
        {button}
      </Gated>
    )
  return (
    <Menu>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Everything that the filters find</Menu.Label>
        {FORMATS.map(({ value, label, note }) => (
          <Menu.Item key={value} component="a" href={addressFor(value)} download>
            {label}, {note}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
