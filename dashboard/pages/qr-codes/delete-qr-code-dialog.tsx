import { Text } from '@mantine/core'
import { deleteQrCode, listQrCodes } from '#shared/contract/qr-codes.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../use-route.ts'
import { type QrCode, spoken } from './qr-drafts.ts'

interface DeleteQrCodeDialogProps {
  code: QrCode
  isOpen: boolean
  onClose: () => void
}

/** Deletes a saved code; says what becomes of printed ones. */
export function DeleteQrCodeDialog({ code, isOpen, onClose }: DeleteQrCodeDialogProps) {
  const { id: orgId } = useWorkspace()
  const remove = useAct(deleteQrCode, {
    invalidate: [listQrCodes],
    onDone: () => {
      notifyDone(`The QR code ${code.name} was deleted`)
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Delete QR Code"
      confirmLabel="Delete QR Code"
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { orgId, qrCodeId: code.id } })}
    >
      <Text size="sm">
        This deletes the saved design <b>{code.name}</b> and can’t be undone.
      </Text>
      <Text size="sm" mt="xs">
        The link <b>{spoken(code.link.short_url)}</b> stays, so codes that are printed already go on working.
      </Text>
    </ConfirmDialog>
  )
}
