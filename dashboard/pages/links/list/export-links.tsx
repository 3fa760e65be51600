import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { exportLinks } from '#shared/contract/link-bulk.ts'
import { addressOf } from '../../../api.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import type { LinkQuery } from './link-filters.ts'

const FORMATS = [
  { value: 'csv', label: 'CSV', note: 'for a spreadsheet' },
  { value: 'json', label: 'JSON lines', note: 'one link a line' },
] as const

/** Downloads what the filters find, as a file. */
export function ExportLinks({ query }: { query: LinkQuery }) {
  const { id: orgId } = useWorkspace()
  const { sort: _, ...filters } = query
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Every link that the filters find</Menu.Label>
        {FORMATS.map(({ value, label, note }) => (
          <Menu.Item
            key={value}
            component="a"
            href={addressOf(exportLinks, { params: { orgId }, query: { ...filters, format: value } })}
            download
          >
            {label}, {note}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
