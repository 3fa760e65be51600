import { Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { BulkResults } from './bulk-results.tsx'
import { InvitationLink } from './invitation-link.tsx'
import { useTerms } from './invitation-terms.tsx'
import type { InvitationSent } from './invite-one-form.tsx'
import { InviteOneForm } from './invite-one-form.tsx'
import { InviteSeveralForm } from './invite-several-form.tsx'
import type { BulkInvite } from './use-bulk-invite.ts'

interface InviteDialogProps {
  bulk: BulkInvite
  isOpen: boolean
  onClose: () => void
}

function InviteForms({
  bulk,
  onClose,
  onLink,
}: Omit<InviteDialogProps, 'isOpen'> & { onLink: (sent: InvitationSent) => void }) {
  const [mode, setMode] = useState('one')
  const terms = useTerms()
  return (
    <Stack gap="md">
      <SegmentedControl
        fullWidth
        size="xs"
        data={[
          { value: 'one', label: 'One person' },
          { value: 'several', label: 'Several people' },
        ]}
        value={mode}
        onChange={setMode}
        aria-label="How many people"
      />
      {mode === 'one' ? (
        <InviteOneForm terms={terms} onClose={onClose} onLink={onLink} />
      ) : (
        <InviteSeveralForm terms={terms} onClose={onClose} onSend={bulk.start} />
      )}
      <Text size="xs" c="dimmed">
        Invitations expire after 7 days. A pending invitation holds a seat.
      </Text>
    </Stack>
  )
}

function titleOf(bulk: BulkInvite, link: InvitationSent | null): string {
  if (link !== null) return 'Invitation link'
  return bulk.run === null ? 'Invite Member' : 'Invitations'
}

/** Invites one person or several; the results of several stay until they are closed. */
export function InviteDialog({ bulk, isOpen, onClose }: InviteDialogProps) {
  const [link, setLink] = useState<InvitationSent | null>(null)
  const content =
    link !== null ? (
      <InvitationLink sent={link} onClose={onClose} />
    ) : bulk.run !== null ? (
      <BulkResults bulk={bulk} run={bulk.run} onClose={onClose} />
    ) : (
      <InviteForms bulk={bulk} onClose={onClose} onLink={setLink} />
    )
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={titleOf(bulk, link)}
      size="lg"
      closeOnClickOutside={link === null}
    >
      {content}
    </Modal>
  )
}
