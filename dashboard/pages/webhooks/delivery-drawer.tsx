import { Button, Code, Drawer, Group, Stack, Text } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { replayDelivery } from '#shared/contract/webhooks.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { Gated } from '../../ui/gated.tsx'
import { notifyDone, notifyFailed } from '../../ui/notify.ts'
import { TimeText } from '../../ui/time-text.tsx'
import { useAct } from '../../use-route.ts'
import { CodeBlock } from './code-block.tsx'
import { type Delivery, WEBHOOK_ROUTES, type Webhook, whyNotSend } from './use-webhook-acts.ts'
import { DeliveryStatus } from './webhook-status.tsx'
import classes from './webhooks.module.css'

interface DeliveryDrawerProps {
  webhook: Webhook
  /** Null while none is open. */
  delivery: Delivery | null
  isOpen: boolean
  onClose: () => void
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Facts({ delivery }: { delivery: Delivery }) {
  const { status, attempts, next_attempt_at: next, response_status: answered, duration_ms: ms } = delivery
  return (
    <dl className={classes.facts}>
      <Fact label="Status">
        <DeliveryStatus status={status} />
      </Fact>
      {delivery.problem !== null && <Fact label="Problem">{delivery.problem}</Fact>}
      <Fact label="Attempts">{attempts}</Fact>
      {next !== null && (
        <Fact label="Next attempt">
          <TimeText value={next} as="moment" />
        </Fact>
      )}
      {answered !== null && (
        <Fact label="Answer">
          {answered}
          {ms !== null && ` in ${ms.toLocaleString()} ms`}
        </Fact>
      )}
      <Fact label="Happened">
        <TimeText value={delivery.created_at} as="moment" />
      </Fact>
      {delivery.finished_at !== null && (
        <Fact label="Finished">
          <TimeText value={delivery.finished_at} as="moment" />
        </Fact>
      )}
      <Fact label="Event id">
        <Code>{delivery.event_id}</Code>
      </Fact>
    </dl>
  )
}

function ReplayButton({ webhook, delivery, onDone }: Record<'onDone', () => void> & Parts) {
  const { id: orgId } = useWorkspace()
  const replay = useAct(replayDelivery, {
    invalidate: WEBHOOK_ROUTES,
    onDone: () => {
      notifyDone(`${delivery.event_type} is sent again`)
      onDone()
    },
    onFailed: notifyFailed,
  })
  const refusal = whyNotSend(webhook)
  return (
    <Gated allowed={refusal === null} reason={refusal ?? ''}>
      <Button
        variant="default"
        leftSection={<IconRepeat size={16} aria-hidden />}
        loading={replay.isPending}
        onClick={() => replay.mutate({ params: { orgId, webhookId: webhook.id, deliveryId: delivery.id } })}
      >
        Send again
      </Button>
    </Gated>
  )
}

interface Parts {
  webhook: Webhook
  delivery: Delivery
}

/** A delivery with what was sent and what came back. */
export function DeliveryDrawer({ webhook, delivery, isOpen, onClose }: DeliveryDrawerProps) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size="lg"
      title={delivery?.event_type ?? 'Delivery'}
    >
      {delivery !== null && (
        <Stack gap="md">
          <Facts delivery={delivery} />
          <CodeBlock label="What is sent" text={JSON.stringify(delivery.payload, null, 2)} />
          {delivery.response_body !== null && delivery.response_body !== '' && (
            <CodeBlock label="What it answered" text={delivery.response_body} isWrapped />
          )}
          {delivery.response_body === '' && (
            <Text size="sm" c="dimmed">
              The answer had no body.
            </Text>
          )}
          <Group justify="space-between" gap="xs">
            <Text size="xs" c="dimmed" maw={300}>
              Sent again it keeps its event id, so that a receiver that has it already knows it.
            </Text>
            <ReplayButton webhook={webhook} delivery={delivery} onDone={onClose} />
          </Group>
        </Stack>
      )}
    </Drawer>
  )
}
