import { List } from '@mantine/core'
import type { Link } from '#shared/contract/link-fields.ts'
import { deleteLink } from '#shared/contract/links.ts'
import { listQrCodes } from '#shared/contract/qr-codes.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useAct, useRoute } from '../../../use-route.ts'
import { countOf, withoutScheme } from '../short-text.ts'
import { LINK_ROUTES } from './use-link-acts.ts'

interface DeleteLinkDialogProps {
  link: Link
  isOpen: boolean
  onClose: () => void
  onGone?: () => void
}

// Deleting what many people clicked deserves more than one press of a button.
const TYPED_FROM_CLICKS = 100

function useSavedQrCodes(link: Link): number {
  const { id: orgId, can } = useWorkspace()
  const { data } = useRoute(
    listQrCodes,
    { params: { orgId }, query: { link_id: link.id, limit: 1 } },
    { enabled: can('qr_codes.read') },
  )
  return data?.total ?? 0
}

/** Deletes a link; says first what that touches. */
export function DeleteLinkDialog({ link, isOpen, onClose, onGone }: DeleteLinkDialogProps) {
  const { id: orgId } = useWorkspace()
  const qrCodes = useSavedQrCodes(link)
  const address = withoutScheme(link.short_url)
  const remove = useAct(deleteLink, {
    // The page of the link itself must not ask for it again: it is gone.
    invalidate: LINK_ROUTES.filter(({ path }) => !path.endsWith(':linkId')),
    onDone: () => {
      notifyDone(`${address} was deleted`)
      onClose()
      onGone?.()
    },
  })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Delete link"
      confirmLabel="Delete link"
      {...(link.clicks >= TYPED_FROM_CLICKS ? { typedName: link.slug } : {})}
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { orgId, linkId: link.id } })}
    >
      This deletes <b>{address}</b> for good.
      <List size="sm" mt="xs" spacing={4}>
        <List.Item>
          Whoever opens it is told that it is gone (410); nobody is led to the destination.
        </List.Item>
        <List.Item>
          {link.clicks === 0
            ? 'It has no clicks yet.'
            : `Its ${countOf(link.clicks, 'click')} stay in the analytics of the workspace, without its name.`}
        </List.Item>
        <List.Item>
          {qrCodes === 0
            ? 'Printed QR codes of it stop working.'
            : `Its ${countOf(qrCodes, 'saved QR code')} ${qrCodes === 1 ? 'goes' : 'go'} with it, and printed ones stop working.`}
        </List.Item>
        <List.Item>For 30 days only this workspace can use the slug again; after that anyone may.</List.Item>
      </List>
    </ConfirmDialog>
  )
}
