import { Alert, Button, Group, Progress, ScrollArea, Stack, Text } from '@mantine/core'
import { IconAlertCircle, IconCheck, IconClock, IconEyeOff } from '@tabler/icons-react'
import { CopyButton } from '../../../ui/copy-button.tsx'
import type { BulkInvite, BulkRun, LineResult } from './use-bulk-invite.ts'

const RED = 'var(--mantine-color-error)'

function ResultLine({ email, error, url }: LineResult) {
  return (
    <Group gap="sm" wrap="nowrap" py={5} style={{ borderBottom: '1px solid var(--guild-line)' }}>
      {error === null ? (
        <IconCheck size={16} color="var(--mantine-color-anchor)" role="img" aria-label="Sent" />
      ) : (
        <IconAlertCircle size={16} color={RED} role="img" aria-label="Not sent" />
      )}
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" truncate>
          {email}
        </Text>
        {error !== null && (
          <Text size="xs" c={RED}>
            {error}
          </Text>
        )}
      </div>
      {url !== null && <CopyButton value={url} label={`Copy the link for ${email}`} />}
    </Group>
  )
}

function WaitingLine({ email }: { email: string }) {
  return (
    <Group gap="sm" wrap="nowrap" py={5} style={{ borderBottom: '1px solid var(--guild-line)' }}>
      <IconClock size={16} color="var(--mantine-color-dimmed)" role="img" aria-label="Waiting" />
      <Text size="sm" c="dimmed" truncate>
        {email}
      </Text>
    </Group>
  )
}

function Links({ results }: { results: readonly LineResult[] }) {
  const links = results.filter(({ url }) => url !== null)
  if (links.length === 0) return null
  return (
    <Alert color="yellow" variant="light" icon={<IconEyeOff size={18} />}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" flex={1} miw={200}>
          This server sends no mails yet: copy the links and pass them on. They are shown this once.
        </Text>
        <CopyButton
          value={links.map(({ email, url }) => `${email}\t${url}`).join('\n')}
          label="Copy all e-mails with their links"
        />
      </Group>
    </Alert>
  )
}

function Buttons({ bulk, run, onClose }: BulkResultsProps) {
  if (bulk.isSending)
    return (
      <Button variant="default" onClick={bulk.stop}>
        Stop after this step
      </Button>
    )
  return (
    <>
      {run.waiting.length > 0 && (
        <Button variant="default" onClick={() => void bulk.resume()}>
          Send the remaining {run.waiting.length}
        </Button>
      )}
      <Button
        onClick={() => {
          onClose()
          bulk.clear()
        }}
      >
        Done
      </Button>
    </>
  )
}

interface BulkResultsProps {
  bulk: BulkInvite
  run: BulkRun
  onClose: () => void
}

/** The progress of a list of invitations and a result for each line; stays until "Done". */
export function BulkResults({ bulk, run, onClose }: BulkResultsProps) {
  const done = run.results.length
  const total = done + run.waiting.length
  const refused = run.results.filter(({ error }) => error !== null)
  const invited = run.results.filter(({ error }) => error === null)
  const sent = invited.length
  return (
    <Stack gap="md">
      <div>
        <Text size="sm" mb={6} role="status">
          {sent} of {total} invited{refused.length > 0 && `, ${refused.length} refused`}
          {run.waiting.length > 0 && `, ${run.waiting.length} waiting`}
        </Text>
        <Progress
          value={total === 0 ? 100 : (done / total) * 100}
          animated={bulk.isSending}
          aria-label="Invitations handled"
        />
      </div>
      <Links results={run.results} />
      <ScrollArea.Autosize
        mah="min(360px, 45vh)"
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Results' }}
      >
        {[...refused, ...invited].map((line) => (
          <ResultLine key={line.email} {...line} />
        ))}
        {run.waiting.map((email) => (
          <WaitingLine key={email} email={email} />
        ))}
      </ScrollArea.Autosize>
      <Group justify="flex-end" gap="xs">
        <Buttons bulk={bulk} run={run} onClose={onClose} />
      </Group>
    </Stack>
  )
}
