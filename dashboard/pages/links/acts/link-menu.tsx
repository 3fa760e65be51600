import { Menu } from '@mantine/core'
import {
  IconArchive,
  IconArchiveOff,
  IconArrowsExchange,
  IconChartBar,
  IconCheck,
  IconCopy,
  IconCopyPlus,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconQrcode,
  IconTrash,
  IconX,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { Link } from '#shared/contract/link-fields.ts'
import { addressIn } from '../../../frame/navigation.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { notifyDone } from '../../../ui/notify.ts'
import { RowMenu } from '../../../ui/row-menu.tsx'
import { RowMenuItem } from '../../../ui/row-menu-item.tsx'
import { withoutScheme } from '../short-text.ts'
import { copyText } from './copy-text.ts'
import type { LinkSubject } from './link-dialogs.tsx'
import type { LinkActs } from './use-link-acts.ts'

interface LinkMenuProps {
  link: Link
  acts: LinkActs
  onOpen: (subject: LinkSubject) => void
  /** False on the link's own page, where copying and editing are buttons. */
  isInList?: boolean
}

const icon = { size: 16, stroke: 1.8 } as const

const unless = (allowed: boolean, permission: string): string | null =>
  allowed ? null : `You need the permission ${permission}.`

const whyNotDelete = (link: Link): string | null =>
  link.status === 'blocked'
    ? 'The operator of this server blocked this link; it stays until they decide.'
    : unless(link.can.delete, 'links.delete')

function whyNotTransfer({ can, domain }: Link): string | null {
  if (!can.transfer) return 'You need the permission links.delete.'
  return domain === null ? null : 'A link on a custom domain stays with its domain.'
}

function ApprovalItems({ link, acts, onOpen }: LinkMenuProps) {
  if (link.approval === 'approved' || !link.can.approve) return null
  return (
    <>
      <Menu.Divider />
      <RowMenuItem icon={<IconCheck {...icon} />} onClick={() => acts.approve(link)}>
        Approve
      </RowMenuItem>
      {link.approval === 'pending' && (
        <RowMenuItem icon={<IconX {...icon} />} onClick={() => onOpen({ act: 'reject', link })}>
          Reject…
        </RowMenuItem>
      )}
    </>
  )
}

function ListItems({ link, onOpen }: LinkMenuProps) {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const go = (path: string) => void navigate({ to: addressIn(workspace, `links/${link.id}${path}`) })
  return (
    <>
      <RowMenuItem
        icon={<IconPencil {...icon} />}
        onClick={() => go('/edit')}
        refusal={unless(link.can.update, 'links.update')}
      >
        Edit
      </RowMenuItem>
      <RowMenuItem
        icon={<IconCopy {...icon} />}
        onClick={() => void copyText(link.short_url).then(() => notifyDone('Copied'))}
      >
        Copy
      </RowMenuItem>
      <RowMenuItem icon={<IconQrcode {...icon} />} onClick={() => onOpen({ act: 'qr', link })}>
        QR code
      </RowMenuItem>
      {workspace.can('analytics.view') && (
        <RowMenuItem icon={<IconChartBar {...icon} />} onClick={() => go('')}>
          Analytics
        </RowMenuItem>
      )}
    </>
  )
}

function StateItems({ link, acts }: LinkMenuProps) {
  const { can } = useWorkspace()
  return (
    <>
      <RowMenuItem
        icon={<IconCopyPlus {...icon} />}
        onClick={() => acts.duplicate(link)}
        refusal={unless(can('links.create'), 'links.create')}
      >
        Duplicate
      </RowMenuItem>
      <RowMenuItem
        icon={link.is_enabled ? <IconPlayerPause {...icon} /> : <IconPlayerPlay {...icon} />}
        onClick={() => acts.setEnabled(link)}
        refusal={unless(link.can.update, 'links.update')}
      >
        {link.is_enabled ? 'Disable' : 'Enable'}
      </RowMenuItem>
      <RowMenuItem
        icon={link.is_archived ? <IconArchiveOff {...icon} /> : <IconArchive {...icon} />}
        onClick={() => acts.archive(link)}
        refusal={unless(link.can.archive, 'links.archive')}
      >
        {link.is_archived ? 'Restore' : 'Archive'}
      </RowMenuItem>
    </>
  )
}

/** What may be done with a link; what may not says why. */
export function LinkMenu(props: LinkMenuProps) {
  const { link, onOpen, isInList = true } = props
  return (
    <RowMenu label={`Actions for ${withoutScheme(link.short_url)}`}>
      {isInList && <ListItems {...props} />}
      <StateItems {...props} />
      <ApprovalItems {...props} />
      <Menu.Divider />
      <RowMenuItem
        icon={<IconArrowsExchange {...icon} />}
        onClick={() => onOpen({ act: 'transfer', link })}
        refusal={whyNotTransfer(link)}
      >
        Move to a workspace…
      </RowMenuItem>
      <RowMenuItem
        icon={<IconTrash {...icon} />}
        onClick={() => onOpen({ act: 'delete', link })}
        refusal={whyNotDelete(link)}
        isDestructive
      >
        Delete…
      </RowMenuItem>
    </RowMenu>
  )
}
