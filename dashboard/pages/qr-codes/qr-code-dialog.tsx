import { Modal, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { getQrCode } from '#shared/contract/qr-codes.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { useRoute } from '../../use-route.ts'
import { LinkPicker } from './link-picker.tsx'
import type { QrCode, QrLink } from './qr-drafts.ts'
import { QrForm } from './qr-form.tsx'

interface QrCodeDialogProps {
  /** The code to change; null makes a new one. */
  code: QrCode | null
  isOpen: boolean
  onClose: () => void
}

function NewCode({ onClose }: { onClose: () => void }) {
  const [link, setLink] = useState<QrLink | null>(null)
  return link === null ? (
    <LinkPicker onChoose={setLink} />
  ) : (
    <QrForm link={link} code={null} onDone={onClose} />
  )
}

function SavedCode({ code, onClose }: { code: QrCode; onClose: () => void }) {
  const { id: orgId } = useWorkspace()
  // Never an older answer: what is edited must be what stands.
  const { data, error, refetch, isFetching } = useRoute(
    getQrCode,
    { params: { orgId, qrCodeId: code.id } },
    { staleTime: 0 },
  )
  const [isRead, setRead] = useState(false)
  if (!isRead && data !== undefined && !isFetching) setRead(true)
  if (isRead && data !== undefined) return <QrForm link={data.link} code={data} onDone={onClose} />
  return error === null ? (
    <Skeleton height={380} aria-busy />
  ) : (
    <ErrorState error={error} order={3} onRetry={() => void refetch()} />
  )
}

/** Makes a QR code, or changes one. */
export function QrCodeDialog({ code, isOpen, onClose }: QrCodeDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={code === null ? 'Create QR Code' : `Edit ${code.name}`}
      size={760}
    >
      {code === null ? <NewCode onClose={onClose} /> : <SavedCode code={code} onClose={onClose} />}
    </Modal>
  )
}
