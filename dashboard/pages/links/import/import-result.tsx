import { Alert, Anchor, Button, Group, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { exportFailedRows } from '#shared/contract/link-bulk.ts'
import { addressOf } from '../../../api.ts'
import { addressIn } from '../../../frame/navigation.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { Section } from '../../../ui/section.tsx'
import { type LinkImport, sayCounts } from './describe-import.ts'

const headingOf = (shown: LinkImport): string => {
  if (shown.is_dry_run) return shown.failed_count === 0 ? 'The file is fine' : 'What the trial run found'
  if (shown.status === 'cancelled') return 'The import was cancelled'
  return shown.status === 'failed' ? 'The import was stopped' : 'The import is done'
}

const isFine = (shown: LinkImport): boolean => shown.status === 'done' && shown.failed_count === 0

function Failures({ shown }: { shown: LinkImport }) {
  const { id: orgId } = useWorkspace()
  if (shown.failures.length === 0) return null
  const more = shown.failed_count - shown.failures.length
  return (
    <div>
      <Table aria-label="Rows that failed" verticalSpacing={6} horizontalSpacing={6} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={64}>Row</Table.Th>
            <Table.Th>Problem</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.failures.map(({ row_number: row, problem }) => (
            <Table.Tr key={row}>
              <Table.Td className="tabular">{row.toLocaleString()}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{problem}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="space-between" mt="sm">
        <Text size="sm" c="dimmed">
          {more > 0
            ? `And ${more.toLocaleString()} more, all in the file.`
            : 'Mend them in the file and upload it again.'}
        </Text>
        <Button
          component="a"
          href={addressOf(exportFailedRows, { params: { orgId, importId: shown.id } })}
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          Download Failed Rows
        </Button>
      </Group>
    </div>
  )
}

/** What became of an import, or what a trial run found. */
export function ImportResult({ shown, onLeave }: { shown: LinkImport; onLeave: () => void }) {
  const workspace = useWorkspace()
  return (
    <Section heading={headingOf(shown)} description={shown.file_name}>
      <Alert
        color={isFine(shown) ? 'guild' : shown.status === 'failed' ? 'red' : 'yellow'}
        variant="light"
        role="status"
        icon={isFine(shown) ? <IconCheck size={18} /> : <IconAlertTriangle size={18} />}
      >
        <Text size="sm">{sayCounts(shown)}.</Text>
        {shown.problem !== null && <Text size="sm">{shown.problem}</Text>}
      </Alert>
      <Failures shown={shown} />
      {!shown.is_dry_run && (
        <Group gap="sm">
          <Button component={Link} to={addressIn(workspace, 'links')}>
            Show Links
          </Button>
          <Anchor component="button" size="sm" onClick={onLeave}>
            Import another file
          </Anchor>
        </Group>
      )}
    </Section>
  )
}
