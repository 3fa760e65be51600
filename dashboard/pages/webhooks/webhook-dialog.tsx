import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { createWebhook, updateWebhook } from '#shared/contract/webhooks.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { SecretOnce } from '../../ui/secret-once.tsx'
import { useAct } from '../../use-route.ts'
import { isEventType } from './event-groups.ts'
import { EventPicker } from './event-picker.tsx'
import { WEBHOOK_ROUTES, type Webhook } from './use-webhook-acts.ts'
import { VerifySnippet } from './verify-snippet.tsx'

interface WebhookDialogProps {
  /** The webhook to edit; null makes a new one. */
  webhook: Webhook | null
  isOpen: boolean
  onClose: () => void
}

interface Values {
  name: string
  url: string
  events: WebhookEventType[]
}

const whyNotUrl = (url: string): string | null =>
  /^https?:\/\/\S+$/.test(url.trim()) ? null : 'Must be an address that starts with https://'

function useWebhookForm(webhook: Webhook | null) {
  return useForm<Values>({
    initialValues: {
      name: webhook?.name ?? '',
      url: webhook?.url ?? '',
      events: webhook?.events.filter(isEventType) ?? [],
    },
    validate: {
      name: isNotEmpty('Give it a name, such as what receives it'),
      url: whyNotUrl,
      events: (events) => (events.length === 0 ? 'Choose at least one' : null),
    },
  })
}

function useSave(webhook: Webhook | null, form: ReturnType<typeof useWebhookForm>, onClose: () => void) {
  const { id: orgId } = useWorkspace()
  const onFailed = showFieldErrors(form)
  const create = useAct(createWebhook, { invalidate: WEBHOOK_ROUTES, onFailed })
  const update = useAct(updateWebhook, {
    invalidate: WEBHOOK_ROUTES,
    onFailed,
    onDone: ({ name }) => {
      notifyDone(`The webhook ${name} is saved`)
      onClose()
    },
  })
  return {
    secret: create.data?.secret,
    isPending: create.isPending || update.isPending,
    error: create.error ?? update.error,
    save: (values: Values) => {
      const body = { ...values, url: values.url.trim() }
      if (webhook === null) create.mutate({ params: { orgId }, body })
      else update.mutate({ params: { orgId, webhookId: webhook.id }, body })
    },
  }
}

function WebhookForm({ webhook, onClose }: WebhookDialogProps) {
  const form = useWebhookForm(webhook)
  const { save, secret, isPending, error } = useSave(webhook, form, onClose)
  if (secret !== undefined)
    return (
      <SecretOnce label="Signing secret" value={secret}>
        <VerifySnippet />
        <Group justify="flex-end">
          <Button onClick={onClose}>I have saved it</Button>
        </Group>
      </SecretOnce>
    )
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          placeholder="What receives it"
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          type="url"
          label="Address"
          description="Where events are sent by POST, as JSON. It must be reachable from this server, and public."
          placeholder="https://example.com/webhooks/guildhall"
          maxLength={2048}
          required
          {...form.getInputProps('url')}
        />
        <EventPicker
          value={form.values.events}
          onChange={(events) => form.setFieldValue('events', events)}
          error={form.errors.events}
        />
        <FormError error={error} />
        <FormButtons
          label={webhook === null ? 'Create Webhook' : 'Save'}
          isPending={isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  )
}

/** Makes a webhook and shows its secret once, or edits one. */
export function WebhookDialog(props: WebhookDialogProps) {
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.webhook === null ? 'Create Webhook' : 'Edit Webhook'}
      size="lg"
      closeOnClickOutside={false}
    >
      <WebhookForm {...props} />
    </Modal>
  )
}
