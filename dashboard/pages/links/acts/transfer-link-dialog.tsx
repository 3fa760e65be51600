import { Select, Text } from '@mantine/core'
import { useState } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import { transferLink } from '#shared/contract/links.ts'
import { useMe, useWorkspace } from '../../../frame/use-me.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { notifyDone } from '../../../ui/notify.ts'
import { useAct } from '../../../use-route.ts'
import { withoutScheme } from '../short-text.ts'
import { LINK_ROUTES } from './use-link-acts.ts'

interface TransferLinkDialogProps {
  link: Link
  isOpen: boolean
  onClose: () => void
  onGone?: () => void
}

function useOtherWorkspaces() {
  const { workspaces } = useMe()
  const { id } = useWorkspace()
  return workspaces
    .filter((other) => other.id !== id)
    .map((other) => {
      const isAllowed = other.permissions.includes('links.create')
      return {
        value: other.id,
        label: isAllowed ? other.name : `${other.name} (you need links.create there)`,
        disabled: !isAllowed,
      }
    })
}

/** Moves a link on the shared host to another workspace of the person's. */
export function TransferLinkDialog({ link, isOpen, onClose, onGone }: TransferLinkDialogProps) {
  const { id: orgId, name } = useWorkspace()
  const others = useOtherWorkspaces()
  const [target, setTarget] = useState<string | null>(null)
  const address = withoutScheme(link.short_url)
  const transfer = useAct(transferLink, {
    invalidate: LINK_ROUTES.filter(({ path }) => !path.endsWith(':linkId')),
    onDone: () => {
      notifyDone(
        `${address} moved to ${others.find(({ value }) => value === target)?.label ?? 'the other workspace'}`,
      )
      onClose()
      onGone?.()
    },
  })
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Move to another workspace"
      confirmLabel="Move link"
      isDestructive={false}
      canConfirm={target !== null}
      isPending={transfer.isPending}
      error={transfer.error}
      onConfirm={() =>
        target !== null &&
        transfer.mutate({ params: { orgId, linkId: link.id }, body: { organization_id: target } })
      }
    >
      <Text size="sm" mb="md">
        <b>{address}</b> goes on leading to the same place and belongs to the other workspace from now on. Its
        clicks until now stay in {name}; tags, project, app links and saved QR codes do not move with it.
      </Text>
      <Select
        label="Workspace"
        placeholder={others.length === 0 ? 'You belong to no other workspace' : 'Choose one'}
        data={others}
        value={target}
        onChange={setTarget}
        disabled={others.length === 0}
      />
    </ConfirmDialog>
  )
}
