import { Text } from '@mantine/core'
import { decideAbuseReport, listAbuseReports } from '#shared/contract/abuse.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import type { AbuseReport } from './abuse-columns.tsx'

export interface Deciding {
  report: AbuseReport
  decision: 'block' | 'dismiss'
}

interface DecideDialogProps {
  deciding: Deciding
  isOpen: boolean
  onClose: () => void
}

function wordsOf({ report, decision }: Deciding): { title: string; done: string; effect: string } {
  const workspace = report.organization?.name ?? 'its workspace'
  if (decision === 'block')
    return {
      title: 'Block link',
      done: 'The link is blocked',
      effect: `Nobody can follow the link any more: visitors meet a page that says it was blocked. All open reports about it are decided with this one, and the owners of ${workspace} get a mail.`,
    }
  if (report.status === 'blocked')
    return {
      title: 'Lift block',
      done: 'The block is lifted',
      effect: `The link works again, every report that led to its block is dismissed, and the owners of ${workspace} get a mail.`,
    }
  return {
    title: 'Dismiss report',
    done: 'The report is dismissed',
    effect: 'The link stays as it is, and nobody is told. You can still block it from the dismissed reports.',
  }
}

/** Asks before a link is blocked, a block lifted or a report put away; says what each does. */
export function DecideDialog({ deciding, isOpen, onClose }: DecideDialogProps) {
  const { report, decision } = deciding
  const { title, done, effect } = wordsOf(deciding)
  const decide = useAct(decideAbuseReport, {
    invalidate: [listAbuseReports],
    onDone: () => {
      notifyDone(done)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      confirmLabel={title}
      isDestructive={decision === 'block'}
      isPending={decide.isPending}
      error={decide.error}
      onConfirm={() => decide.mutate({ params: { reportId: report.id }, body: { decision } })}
    >
      <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
        {report.reported_url}
      </Text>
      {report.destination !== null && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          leads to {report.destination}
        </Text>
      )}
      <Text size="sm" mt="xs">
        {effect}
      </Text>
    </ConfirmDialog>
  )
}
