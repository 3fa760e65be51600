import { Button, Group, Text } from '@mantine/core'
import { SecretOnce } from '../../../ui/secret-once.tsx'

interface TeamInvitationLinkProps {
  sent: { name: string; accept_url: string | null }
  onClose: () => void
}

/** The link of a team invitation, where no SMTP server carries mails: the inviter passes it on. */
export function TeamInvitationLink({ sent, onClose }: TeamInvitationLinkProps) {
  return (
    <SecretOnce label="Invitation link" value={sent.accept_url ?? ''}>
      <Text size="sm">
        This server sends no mails yet, so pass the link to {sent.name} yourself. Only they can accept it,
        within 7 days.
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>Done</Button>
      </Group>
    </SecretOnce>
  )
}
