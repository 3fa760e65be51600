import { IconCheck, IconCopy, IconExternalLink, IconQrcode } from '@tabler/icons-react'
import { Link as RouterLink } from '@tanstack/react-router'
import { useState } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import { addressIn } from '../../../frame/navigation.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { notifyFailed } from '../../../ui/notify.ts'
import { copyText } from '../acts/copy-text.ts'
import { withoutScheme } from '../short-text.ts'
import classes from './link-cell.module.css'
import { sayMarks } from './say-marks.ts'

const COPIED_MS = 2000

interface LinkCellProps {
  link: Link
  onQr: (link: Link) => void
}

// Plain buttons with titles: a tooltip of the library for each would cost half the time that a row takes to appear.
function LinkActs({ link, onQr }: LinkCellProps) {
  const [isCopied, setCopied] = useState(false)
  const address = withoutScheme(link.short_url)
  const copy = async () => {
    await copyText(link.short_url)
    setCopied(true)
    setTimeout(() => setCopied(false), COPIED_MS)
  }
  return (
    <span className={classes.acts}>
      <button
        type="button"
        title={isCopied ? 'Copied' : 'Copy'}
        aria-label={isCopied ? 'Copied' : `Copy ${address}`}
        onClick={() => void copy().catch(notifyFailed)}
      >
        {isCopied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      </button>
      <button type="button" title="QR code" aria-label={`QR code of ${address}`} onClick={() => onQr(link)}>
        <IconQrcode size={16} />
      </button>
      <a href={link.short_url} target="_blank" rel="noreferrer" title="Open" aria-label={`Open ${address}`}>
        <IconExternalLink size={16} />
      </a>
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
