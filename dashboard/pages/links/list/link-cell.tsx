import { ActionIcon, Tooltip } from '@mantine/core'
import { IconExternalLink, IconQrcode } from '@tabler/icons-react'
import { Link as RouterLink } from '@tanstack/react-router'
import type { Link } from '#shared/contract/link-fields.ts'
import { addressIn } from '../../../frame/navigation.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { withoutScheme } from '../short-text.ts'
import classes from './link-cell.module.css'
import { sayMarks } from './say-marks.ts'

interface LinkCellProps {
  link: Link
  onQr: (link: Link) => void
}

function LinkActs({ link, onQr }: LinkCellProps) {
  return (
    <span className={classes.acts}>
      <CopyButton value={link.short_url} label={`Copy ${withoutScheme(link.short_url)}`} />
      <Tooltip label="QR code">
        <ActionIcon onClick={() => onQr(link)} aria-label={`QR code of ${withoutScheme(link.short_url)}`}>
          <IconQrcode size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Open">
        <ActionIcon
          component="a"
          href={link.short_url}
          target="_blank"
          rel="noreferrer"
          aria-label={`Open ${withoutScheme(link.short_url)}`}
        >
          <IconExternalLink size={16} />
        </ActionIcon>
      </Tooltip>
    </span>
  )
}

/** The short link with what is done with it most, and where it leads. */
export function LinkCell({ link, onQr }: LinkCellProps) {
  const workspace = useWorkspace()
  const marks = sayMarks(link)
  const address = withoutScheme(link.short_url)
  const slugAt = address.indexOf('/') + 1
  return (
    <div className={classes.cell}>
      <span className={classes.address}>
        <RouterLink
          to={addressIn(workspace, `links/${link.id}`)}
          preload={false}
          className={classes.short}
          title={link.short_url}
        >
          <span className={classes.host}>{address.slice(0, slugAt)}</span>
          <span className={classes.slug}>{address.slice(slugAt)}</span>
        </RouterLink>
        <LinkActs link={link} onQr={onQr} />
      </span>
      <span className={classes.destination} title={link.destination}>
        {withoutScheme(link.destination)}
        {marks !== '' && ` · ${marks}`}
      </span>
    </div>
  )
}
