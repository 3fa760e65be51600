import { disconnectIntegration, listIntegrations } from '#shared/contract/webhooks.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import { CHANNEL_KINDS, type Channel } from './channel-kinds.ts'

interface DisconnectDialogProps {
  channel: Channel
  isOpen: boolean
  onClose: () => void
}

/** Forgets a channel and its address. */
export function DisconnectDialog({ channel, isOpen, onClose }: DisconnectDialogProps) {
  const { id: orgId } = useWorkspace()
  const remove = useAct(disconnectIntegration, {
    invalidate: [listIntegrations],
    onDone: () => {
      notifyDone(`${channel.name} was disconnected`)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Disconnect Channel"
      confirmLabel="Disconnect"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { orgId, integrationId: channel.id } })}
    >
      Nothing is posted to <b>{channel.name}</b> any more, and its address is forgotten here: to connect it
      again you need it from {CHANNEL_KINDS[channel.kind].label}. Messages that were posted stay there.
    </ConfirmDialog>
  )
}
