import { Alert, Badge, Group, Switch, Text, Tooltip } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Section } from '../../ui/section.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useSwitchWebhook, type Webhook, whyNotUpdate } from './use-webhook-acts.ts'
import classes from './webhooks.module.css'

/** What is wrong with it and what to do, while something is. */
export function WebhookProblem({ webhook }: { webhook: Webhook }) {
  if (!webhook.is_enabled && webhook.disabled_reason !== null)
    return (
      <Problem color="red" title="This webhook was switched off">
        {webhook.disabled_reason} Nothing is sent until it is switched on again; what happened meanwhile can
        be sent again from the log.
      </Problem>
    )
  if (webhook.is_enabled && webhook.failing_since !== null)
    return (
      <Problem color="yellow" title="Nothing arrives at the moment">
        No attempt has succeeded since <TimeText value={webhook.failing_since} as="moment" />. After five days
        without one it is switched off. The log below says what went wrong.
      </Problem>
    )
  return null
}

function Problem({ color, title, children }: { color: string; title: string; children: ReactNode }) {
  return (
    <Alert color={color} variant="light" icon={<IconAlertTriangle size={18} />} title={title} mb="md">
      {children}
    </Alert>
  )
}

function OnSwitch({ webhook }: { webhook: Webhook }) {
  const { set, isPending } = useSwitchWebhook()
  const refusal = whyNotUpdate(webhook)
  const control = (
    <Switch
      label={webhook.is_enabled ? 'On: events are sent as they happen' : 'Off: nothing is sent'}
      checked={webhook.is_enabled}
      disabled={refusal !== null || isPending}
      onChange={(event) => set(webhook, event.currentTarget.checked)}
    />
  )
  return refusal === null ? (
    control
  ) : (
    <Tooltip label={refusal}>
      <div>{control}</div>
    </Tooltip>
  )
}

/** Address, events and secret of a webhook. */
export function WebhookDetails({ webhook }: { webhook: Webhook }) {
  return (
    <Section heading="Details">
      <OnSwitch webhook={webhook} />
      <dl className={classes.facts}>
        <dt>Address</dt>
        <dd>{webhook.url}</dd>
        <dt>Events</dt>
        <dd>
          <Group gap={6}>
            {webhook.events.map((event) => (
              <Badge key={event} color="gray" ff="monospace">
                {event}
              </Badge>
            ))}
          </Group>
        </dd>
        <dt>Secret</dt>
        <dd>
          {webhook.previous_secret_until === null ? (
            'Shown once, when it was made'
          ) : (
            <Text component="span" size="sm">
              Changed: the old one signs as well until{' '}
              <TimeText value={webhook.previous_secret_until} as="moment" />
            </Text>
          )}
        </dd>
        <dt>Created</dt>
        <dd>
          <TimeText value={webhook.created_at} />
        </dd>
      </dl>
    </Section>
  )
}
