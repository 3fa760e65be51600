import { Modal } from '@mantine/core'
import type { Link } from '#shared/contract/link-fields.ts'
import { QrPanel } from '../../qr-codes/qr-panel.tsx'
import { withoutScheme } from '../short-text.ts'

interface QrDialogProps {
  link: Link
  isOpen: boolean
  onClose: () => void
}

/** A link's QR code: looks, download, saving. */
export function QrDialog({ link, isOpen, onClose }: QrDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`QR code of ${withoutScheme(link.short_url)}`} size="lg">
      <QrPanel link={link} />
    </Modal>
  )
}
