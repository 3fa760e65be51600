import { Button, Stack } from '@mantine/core'
import { FormError } from '../../ui/form-errors.tsx'
import type { AnswerProps } from './accept-invitation-page.tsx'
import { DeclineButton } from './decline-button.tsx'
import { useAccept } from './use-accept.ts'

/** The invited account is signed in: accept or decline. */
export function InvitationForYou(props: AnswerProps) {
  const { accept, isPending, isSuccess, error } = useAccept(props.token)
  return (
    <Stack gap="xs">
      <FormError error={error} />
      <Button size="md" fullWidth onClick={accept} loading={isPending || isSuccess}>
        Accept Invitation
      </Button>
      <DeclineButton {...props} />
    </Stack>
  )
}
