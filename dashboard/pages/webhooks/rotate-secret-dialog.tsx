import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { rotateWebhookSecret } from '#shared/contract/webhooks.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { FormError } from '../../ui/form-errors.tsx'
import { SecretOnce } from '../../ui/secret-once.tsx'
import { useAct } from '../../use-route.ts'
import { WEBHOOK_ROUTES, type Webhook } from './use-webhook-acts.ts'

interface RotateSecretDialogProps {
  webhook: Webhook
  isOpen: boolean
  onClose: () => void
}

function RotateSecret({ webhook, onClose }: RotateSecretDialogProps) {
  const { id: orgId } = useWorkspace()
  const rotate = useAct(rotateWebhookSecret, { invalidate: WEBHOOK_ROUTES })
  if (rotate.data !== undefined)
    return (
      <SecretOnce label="New signing secret" value={rotate.data.secret}>
        <Group justify="flex-end">
          <Button onClick={onClose}>I have saved it</Button>
        </Group>
      </SecretOnce>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        rotate.mutate({ params: { orgId, webhookId: webhook.id } })
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          <b>{webhook.name}</b> gets a new signing secret. For 24 hours the old and the new one both sign, so
          that you can change your receiver without losing an event; after that only the new one does.
        </Text>
        {webhook.previous_secret_until !== null && (
          <Text size="sm" c="dimmed">
            The secret was changed in the last 24 hours already: the one before that stops signing now.
          </Text>
        )}
        <FormError error={rotate.error} />
        <FormButtons label="Make a new secret" isPending={rotate.isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}

/** Makes a new signing secret and shows it once. */
export function RotateSecretDialog(props: RotateSecretDialogProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title="Change Secret" closeOnClickOutside={false}>
      <RotateSecret {...props} />
    </Modal>
  )
}
