import { lazy, Suspense } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import type { Dialog } from '../../../ui/use-dialog.ts'

export interface LinkSubject {
  act: 'qr' | 'delete' | 'reject' | 'transfer'
  link: Link
}

const QrDialog = lazy(() => import('./qr-dialog.tsx').then((file) => ({ default: file.QrDialog })))
const DeleteLinkDialog = lazy(() =>
  import('./delete-link-dialog.tsx').then((file) => ({ default: file.DeleteLinkDialog })),
)
const RejectLinkDialog = lazy(() =>
  import('./reject-link-dialog.tsx').then((file) => ({ default: file.RejectLinkDialog })),
)
const TransferLinkDialog = lazy(() =>
  import('./transfer-link-dialog.tsx').then((file) => ({ default: file.TransferLinkDialog })),
)

interface LinkDialogsProps {
  dialog: Dialog<LinkSubject>
  /** The link is gone from here: deleted or moved. */
  onGone?: () => void
}

/** The dialogs about one link, each loaded when it first opens. */
export function LinkDialogs({ dialog, onGone }: LinkDialogsProps) {
  const { subject, opening, isOpen, close } = dialog
  if (subject === null) return null
  const { act, link } = subject
  const shared = { link, isOpen, onClose: close }
  const gone = onGone === undefined ? {} : { onGone }
  return (
    <Suspense key={opening}>
      {act === 'qr' && <QrDialog {...shared} />}
      {act === 'reject' && <RejectLinkDialog {...shared} />}
      {act === 'delete' && <DeleteLinkDialog {...shared} {...gone} />}
      {act === 'transfer' && <TransferLinkDialog {...shared} {...gone} />}
    </Suspense>
  )
}
