import { Anchor, Menu, Paper, Text } from '@mantine/core'
import { IconChartBar, IconDownload, IconPencil, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { drawQrCode } from '#shared/contract/qr-codes.ts'
import { addressOf } from '../../api.ts'
import { addressIn } from '../../frame/navigation.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { RowMenu } from '../../ui/row-menu.tsx'
import { RowMenuItem } from '../../ui/row-menu-item.tsx'
import classes from './qr-card.module.css'
import { fileNameOf, type QrCode, spoken } from './qr-drafts.ts'

interface QrCardProps {
  code: QrCode
  onEdit: () => void
  onDelete: () => void
}

const icon = { size: 16, stroke: 1.8 } as const

function CardMenu({ code, onEdit, onDelete }: QrCardProps) {
  const { id: orgId } = useWorkspace()
  const params = { orgId, qrCodeId: code.id }
  const download = (format: 'png' | 'svg') => ({
    component: 'a' as const,
    href: addressOf(drawQrCode, { params, query: { format } }),
    download: `${fileNameOf(code.name)}.${format}`,
    leftSection: <IconDownload {...icon} />,
  })
  return (
    <RowMenu label={`Actions for ${code.name}`}>
      <Menu.Item {...download('png')}>Download PNG, {code.style.size} px</Menu.Item>
      <Menu.Item {...download('svg')}>Download SVG</Menu.Item>
      <Menu.Divider />
      <RowMenuItem
        icon={<IconPencil {...icon} />}
        onClick={onEdit}
        refusal={code.can.update ? null : 'You need the permission qr_codes.update.'}
      >
        Edit
      </RowMenuItem>
      <RowMenuItem
        icon={<IconTrash {...icon} />}
        onClick={onDelete}
        refusal={code.can.delete ? null : 'You need the permission qr_codes.delete.'}
        isDestructive
      >
        Delete
      </RowMenuItem>
    </RowMenu>
  )
}

/** One saved code: its picture, its link, its scans and what may be done with it. */
export function QrCard(props: QrCardProps) {
  const { code } = props
  const workspace = useWorkspace()
  const picture = addressOf(drawQrCode, {
    params: { orgId: workspace.id, qrCodeId: code.id },
    query: { format: 'svg', version: code.updated_at },
  })
  return (
    <Paper component="article" aria-label={code.name} className={classes.card}>
      <div className={classes.ground}>
        <img
          src={picture}
          alt={`QR code of ${spoken(code.link.short_url)}`}
          width={168}
          height={168}
          loading="lazy"
          decoding="async"
        />
      </div>
      <div className={classes.words}>
        <div style={{ minWidth: 0 }}>
          <Text fw={550} size="sm" truncate title={code.name}>
            {code.name}
          </Text>
          <Anchor
            component={Link}
            to={addressIn(workspace, `links/${code.link.id}`)}
            size="xs"
            className={classes.link}
            title={code.link.title}
          >
            {spoken(code.link.short_url)}
          </Anchor>
          <Text size="xs" c="dimmed" className={classes.scans} title="Scans of all codes of this link">
            <IconChartBar size={13} aria-hidden /> {code.scans.toLocaleString()}{' '}
            {code.scans === 1 ? 'scan' : 'scans'} of the link
          </Text>
        </div>
        <CardMenu {...props} />
      </div>
    </Paper>
  )
}
