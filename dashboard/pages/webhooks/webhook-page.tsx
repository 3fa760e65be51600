import { Anchor, Button, Group, Menu } from '@mantine/core'
import { IconArrowLeft, IconKey, IconPencil, IconSend, IconTrash } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { getWebhook } from '#shared/contract/webhooks.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Gated } from '../../ui/gated.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageSkeleton } from '../../ui/page-skeleton.tsx'
import { RowMenu } from '../../ui/row-menu.tsx'
import { RowMenuItem } from '../../ui/row-menu-item.tsx'
import { Section } from '../../ui/section.tsx'
import { type Dialog, useDialog } from '../../ui/use-dialog.ts'
import { useRoute } from '../../use-route.ts'
import { DeleteWebhookDialog } from './delete-webhook-dialog.tsx'
import { DeliveryLog } from './delivery-log.tsx'
import { RotateSecretDialog } from './rotate-secret-dialog.tsx'
import { TestEventDialog } from './test-event-dialog.tsx'
import { type Webhook, whyNotDelete, whyNotSend, whyNotUpdate } from './use-webhook-acts.ts'
import { VerifySnippet } from './verify-snippet.tsx'
import { WebhookDetails, WebhookProblem } from './webhook-details.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'

type Act = 'edit' | 'rotate' | 'test' | 'delete'

const REFRESH_MS = 15_000
const icon = { size: 16, stroke: 1.8 } as const

function Acts({ webhook, dialog }: { webhook: Webhook; dialog: Dialog<Act> }) {
  const whyNot = whyNotSend(webhook)
  return (
    <>
      <Gated allowed={whyNot === null} reason={whyNot ?? ''}>
        <Button
          variant="default"
          leftSection={<IconSend size={16} aria-hidden />}
          onClick={() => dialog.open('test')}
        >
          Send Example
        </Button>
      </Gated>
      <RowMenu label={`Actions for ${webhook.name}`}>
        <RowMenuItem
          icon={<IconPencil {...icon} />}
          onClick={() => dialog.open('edit')}
          refusal={whyNotUpdate(webhook)}
        >
          Edit
        </RowMenuItem>
        <RowMenuItem
          icon={<IconKey {...icon} />}
          onClick={() => dialog.open('rotate')}
          refusal={whyNotUpdate(webhook)}
        >
          Change secret
        </RowMenuItem>
        <Menu.Divider />
        <RowMenuItem
          icon={<IconTrash {...icon} />}
          onClick={() => dialog.open('delete')}
          refusal={whyNotDelete(webhook)}
          isDestructive
        >
          Delete
        </RowMenuItem>
      </RowMenu>
    </>
  )
}

function Dialogs({ webhook, dialog }: { webhook: Webhook; dialog: Dialog<Act> }) {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const shared = { webhook, onClose: dialog.close }
  const isOpen = (act: Act) => dialog.isOpen && dialog.subject === act
  return (
    <>
      <WebhookDialog key={`edit-${dialog.opening}`} isOpen={isOpen('edit')} {...shared} />
      <RotateSecretDialog key={`rotate-${dialog.opening}`} isOpen={isOpen('rotate')} {...shared} />
      <TestEventDialog key={`test-${dialog.opening}`} isOpen={isOpen('test')} {...shared} />
      <DeleteWebhookDialog
        isOpen={isOpen('delete')}
        onDeleted={() => void navigate({ to: addressIn(workspace, 'settings/webhooks') })}
        {...shared}
      />
    </>
  )
}

function WebhookView({ webhook }: { webhook: Webhook }) {
  const workspace = useWorkspace()
  const dialog = useDialog<Act>()
  return (
    <>
      <PageHeader
        title={webhook.name}
        above={
          <Anchor component={Link} to={addressIn(workspace, 'settings/webhooks')} size="sm">
            <Group gap={4} component="span">
              <IconArrowLeft size={14} aria-hidden /> Webhooks
            </Group>
          </Anchor>
        }
      >
        <Acts webhook={webhook} dialog={dialog} />
      </PageHeader>
      <WebhookProblem webhook={webhook} />
      <WebhookDetails webhook={webhook} />
      <Section
        heading="Deliveries"
        description="What was sent, kept for thirty days. The order is not promised."
      >
        <DeliveryLog webhook={webhook} onTest={() => dialog.open('test')} />
      </Section>
      <Section heading="Receiving">
        <VerifySnippet />
      </Section>
      <Dialogs webhook={webhook} dialog={dialog} />
    </>
  )
}

/** One webhook: how it stands, and what was sent to it. */
export function WebhookPage() {
  const { id: orgId } = useWorkspace()
  const { webhookId = '' } = useParams({ strict: false })
  const webhook = useRoute(getWebhook, { params: { orgId, webhookId } }, { refetchInterval: REFRESH_MS })
  if (webhook.data !== undefined) return <WebhookView webhook={webhook.data} />
  if (webhook.error !== null)
    return <ErrorState error={webhook.error} onRetry={() => void webhook.refetch()} order={1} />
  return <PageSkeleton />
}
