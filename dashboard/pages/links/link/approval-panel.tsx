import { Alert, Button, Group, Text } from '@mantine/core'
import { IconClockPause } from '@tabler/icons-react'
import type { Link } from '#shared/contract/link-fields.ts'
import type { LinkSubject } from '../acts/link-dialogs.tsx'
import type { LinkActs } from '../acts/use-link-acts.ts'

interface ApprovalPanelProps {
  link: Link
  acts: LinkActs
  onOpen: (subject: LinkSubject) => void
}

/** For a link that waits: what that means, and the decision for those who may take it. */
export function ApprovalPanel({ link, acts, onOpen }: ApprovalPanelProps) {
  if (link.approval !== 'pending') return null
  return (
    <Alert color="yellow" variant="light" icon={<IconClockPause size={18} />} mb="md">
      <Text size="sm">
        {link.can.approve
          ? 'This link waits for your decision. Look at where it leads before you approve it.'
          : 'This link waits until somebody with the permission links.approve approves it. You are told by e-mail.'}
      </Text>
      {link.can.approve && (
        <Group gap="xs" mt="sm">
          <Button onClick={() => acts.approve(link)}>Approve</Button>
          <Button variant="default" onClick={() => onOpen({ act: 'reject', link })}>
            Reject…
          </Button>
        </Group>
      )}
    </Alert>
  )
}
