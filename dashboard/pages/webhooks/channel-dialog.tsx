import { Modal, Stack, Text, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { connectIntegration, listIntegrations, updateIntegration } from '#shared/contract/webhooks.ts'
import type { WebhookEventType } from '#shared/webhook-events.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { FormError, showFieldErrors } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import { CHANNEL_KINDS, type Channel, type ChannelKind } from './channel-kinds.ts'
import { isEventType } from './event-groups.ts'
import { EventPicker } from './event-picker.tsx'

interface ChannelDialogProps {
  kind: ChannelKind
  /** The channel to change; null connects a new one. */
  channel: Channel | null
  isOpen: boolean
  onClose: () => void
}

interface Values {
  name: string
  url: string
  events: WebhookEventType[]
}

const START: WebhookEventType[] = ['link.created', 'member.joined']

function useChannelForm(channel: Channel | null) {
  const { can } = useWorkspace()
  return useForm<Values>({
    initialValues: {
      name: channel?.name ?? '',
      url: '',
      events:
        channel?.events.filter(isEventType) ??
        START.filter((type) => can(type === 'link.created' ? 'links.read' : 'team.view')),
    },
    validate: {
      name: isNotEmpty('Give it a name, such as the channel’s'),
      url: (url) =>
        channel !== null || /^https?:\/\/\S+$/.test(url.trim())
          ? null
          : 'Paste the webhook URL of the channel',
      events: (events) => (events.length === 0 ? 'Choose at least one' : null),
    },
  })
}

function useSave({ kind, channel, onClose }: ChannelDialogProps, form: ReturnType<typeof useChannelForm>) {
  const { id: orgId } = useWorkspace()
  const extras = {
    invalidate: [listIntegrations],
    onFailed: showFieldErrors(form),
    onDone: ({ name }: Channel) => {
      notifyDone(channel === null ? `${name} is connected` : `${name} is saved`)
      onClose()
    },
  }
  const connect = useAct(connectIntegration, extras)
  const update = useAct(updateIntegration, extras)
  return {
    isPending: connect.isPending || update.isPending,
    error: connect.error ?? update.error,
    save: ({ name, url, events }: Values) =>
      channel === null
        ? connect.mutate({ params: { orgId }, body: { kind, name, url: url.trim(), events } })
        : update.mutate({ params: { orgId, integrationId: channel.id }, body: { name, events } }),
  }
}

function ChannelForm(props: ChannelDialogProps) {
  const { kind, channel, onClose } = props
  const { steps, placeholder } = CHANNEL_KINDS[kind]
  const form = useChannelForm(channel)
  const { save, isPending, error } = useSave(props, form)
  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md">
        {channel === null ? (
          <TextInput
            type="url"
            label="Webhook URL"
            description={`${steps} It is kept sealed and not shown again.`}
            placeholder={placeholder}
            maxLength={2048}
            autoComplete="off"
            required
            data-autofocus
            {...form.getInputProps('url')}
          />
        ) : (
          <Text size="sm" c="dimmed">
            Posts to {channel.url_hint}. For another address, connect it as another channel.
          </Text>
        )}
        <TextInput
          label="Name"
          placeholder="#marketing"
          maxLength={100}
          required
          {...form.getInputProps('name')}
        />
        <EventPicker
          value={form.values.events}
          onChange={(events) => form.setFieldValue('events', events)}
          error={form.errors.events}
        />
        <FormError error={error} />
        <FormButtons label={channel === null ? 'Connect' : 'Save'} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}

/** Connects a channel, or changes one. */
export function ChannelDialog(props: ChannelDialogProps) {
  const { label } = CHANNEL_KINDS[props.kind]
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.channel === null ? `Connect ${label}` : 'Edit Channel'}
      size="lg"
      closeOnClickOutside={false}
    >
      <ChannelForm {...props} />
    </Modal>
  )
}
