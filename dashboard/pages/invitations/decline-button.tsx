import { Button, Text } from '@mantine/core'
import { rejectInvitation } from '#shared/contract/invitations.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useDialog } from '../../ui/use-dialog.ts'
import { useAct } from '../../use-route.ts'
import type { AnswerProps } from './accept-invitation-page.tsx'

/** Declines after asking; needs no sign-in. */
export function DeclineButton({ invitation, token, onDeclined }: AnswerProps) {
  const dialog = useDialog<true>()
  const act = useAct(rejectInvitation, { onDone: onDeclined })
  return (
    <>
      <Button variant="subtle" color="gray" fullWidth onClick={() => dialog.open(true)}>
        Decline
      </Button>
      <ConfirmDialog
        isOpen={dialog.isOpen}
        onClose={dialog.close}
        title="Decline this invitation?"
        confirmLabel="Decline"
        cancelLabel="Go back"
        isPending={act.isPending}
        error={act.error}
        onConfirm={() => act.mutate({ body: { token } })}
      >
        <Text size="sm">
          The link ends at once. {invitation.invited_by} sees that it was declined, and can invite you again.
        </Text>
      </ConfirmDialog>
    </>
  )
}
