import { Button, Group, Progress, Text } from '@mantine/core'
import { cancelLinkImport, getLinkImport, listLinkImports } from '#shared/contract/link-bulk.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { notifyFailed } from '../../../ui/notify.ts'
import { Section } from '../../../ui/section.tsx'
import { useAct } from '../../../use-route.ts'
import { type LinkImport, sayCounts } from './describe-import.ts'

/** How far an import has come. It goes on when the page is closed. */
export function ImportProgress({ shown }: { shown: LinkImport }) {
  const { id: orgId } = useWorkspace()
  const cancel = useAct(cancelLinkImport, {
    invalidate: [getLinkImport, listLinkImports],
    onFailed: notifyFailed,
  })
  const { done_rows: done, total_rows: total } = shown
  const told = `${done.toLocaleString()} of ${total.toLocaleString()} rows`
  return (
    <Section
      heading={shown.is_dry_run ? `Trying ${shown.file_name}` : `Importing ${shown.file_name}`}
      description={
        shown.is_dry_run
          ? 'Every row is tried and taken back; nothing is created.'
          : 'You may leave this page: the import goes on, and its address shows how far it is.'
      }
    >
      <Progress
        value={(done / Math.max(1, total)) * 100}
        size="lg"
        aria-label={`${shown.file_name}: ${told}`}
        animated
      />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" className="tabular" role="status">
          {told} · {sayCounts(shown)}
        </Text>
        <Button
          variant="default"
          loading={cancel.isPending}
          disabled={!shown.can.cancel}
          onClick={() => cancel.mutate({ params: { orgId, importId: shown.id } })}
        >
          {shown.is_dry_run ? 'Stop' : 'Cancel Import'}
        </Button>
      </Group>
    </Section>
  )
}
