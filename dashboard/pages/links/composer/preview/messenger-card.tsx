import { Text } from '@mantine/core'
import { useState } from 'react'
import type { LinkDraft } from '../link-draft.ts'
import classes from './composer-preview.module.css'

function Picture({ address }: { address: string }) {
  const [isBroken, setBroken] = useState(false)
  if (isBroken)
    return (
      <Text size="xs" c="dimmed" p="sm">
        The picture does not load.
      </Text>
    )
  return (
    <img
      src={address}
      alt=""
      className={classes.picture}
      referrerPolicy="no-referrer"
      onError={() => setBroken(true)}
    />
  )
}

/** How a messenger will show the link: its own preview, or the note that the destination speaks for itself. */
export function MessengerCard({ draft, host }: { draft: LinkDraft; host: string }) {
  const { hasPreview, preview } = draft
  if (!hasPreview)
    return (
      <Text size="sm" c="dimmed">
        What the destination says about itself.
      </Text>
    )
  const address = preview.image_url.trim()
  return (
    <div className={classes.card}>
      {address.startsWith('https://') && <Picture key={address} address={address} />}
      <div className={classes.text}>
        <div className={classes.host}>{host}</div>
        <div className={classes.title}>{preview.title || 'No title yet'}</div>
        {preview.description !== '' && <div className={classes.description}>{preview.description}</div>}
      </div>
    </div>
  )
}
