import { deleteWebhook, listWebhooks } from '#shared/contract/webhooks.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import type { Webhook } from './use-webhook-acts.ts'

interface DeleteWebhookDialogProps {
  webhook: Webhook
  isOpen: boolean
  onClose: () => void
  onDeleted?: () => void
}

/** Deletes a webhook with its log. */
export function DeleteWebhookDialog({ webhook, isOpen, onClose, onDeleted }: DeleteWebhookDialogProps) {
  const { id: orgId } = useWorkspace()
  const remove = useAct(deleteWebhook, {
    invalidate: [listWebhooks],
    onDone: () => {
      notifyDone(`The webhook ${webhook.name} was deleted`)
      onClose()
      onDeleted?.()
    },
  })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Delete Webhook"
      confirmLabel="Delete Webhook"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { orgId, webhookId: webhook.id } })}
    >
      This deletes <b>{webhook.name}</b> with its secret and its log of deliveries. What waits to be sent is
      not sent. It can’t be undone; to pause it instead, switch it off.
    </ConfirmDialog>
  )
}
