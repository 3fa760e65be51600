import { Modal, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { sendTestEvent } from '#shared/contract/webhooks.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'
import { WEBHOOK_EXAMPLES } from '#shared/webhook-examples.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { FormError } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import { CodeBlock } from './code-block.tsx'
import { EVENT_OPTIONS, isEventType } from './event-groups.ts'
import { WEBHOOK_ROUTES, type Webhook } from './use-webhook-acts.ts'

interface TestEventDialogProps {
  webhook: Webhook
  isOpen: boolean
  onClose: () => void
}

const exampleOf = (type: WebhookEventType): string =>
  JSON.stringify({ type, timestamp: '…', data: { ...WEBHOOK_EXAMPLES[type], is_example: true } }, null, 2)

function TestEvent({ webhook, onClose }: TestEventDialogProps) {
  const { id: orgId } = useWorkspace()
  const [type, setType] = useState<WebhookEventType>(webhook.events.find(isEventType) ?? 'link.created')
  const send = useAct(sendTestEvent, {
    invalidate: WEBHOOK_ROUTES,
    onDone: ({ message }) => {
      notifyDone(message)
      onClose()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate({ params: { orgId, webhookId: webhook.id }, body: { type } })
      }}
    >
      <Stack gap="md">
        <Select
          label="Event"
          description="An example of it is sent now, whatever the webhook listens to. It is signed as real ones are, and says is_example."
          data={EVENT_OPTIONS}
          value={type}
          onChange={(value) => value !== null && isEventType(value) && setType(value)}
          allowDeselect={false}
          data-autofocus
        />
        <CodeBlock label="What is sent" text={exampleOf(type)} />
        <FormError error={send.error} />
        <FormButtons label="Send Example" isPending={send.isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}

/** Sends an example event to a webhook. */
export function TestEventDialog(props: TestEventDialogProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title="Send Example" size="lg">
      <TestEvent {...props} />
    </Modal>
  )
}
