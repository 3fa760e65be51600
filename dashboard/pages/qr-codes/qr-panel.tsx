import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload, IconPalette } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { drawLinkQrCode } from '#shared/contract/qr-codes.ts'
import { addressOf } from '../../api.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { Gated } from '../../ui/gated.tsx'
import { notifyFailed } from '../../ui/notify.ts'
import { QrPresets } from './qr-color-fields.tsx'
import { fileNameOf, NEW_DRAFT, type QrDraft, type QrLink, spoken } from './qr-drafts.ts'
import { QrPreview } from './qr-preview.tsx'

const QrForm = lazy(() => import('./qr-form.tsx').then((file) => ({ default: file.QrForm })))

/** Copies a picture; browsers allow it on https and localhost only. */
function CopyPicture({ address }: { address: string }) {
  const [isCopied, setCopied] = useState(false)
  if (!('ClipboardItem' in window) || navigator.clipboard === undefined) return null
  const read = async () => (await fetch(address)).blob()
  const copy = async () => {
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': read() })])
      setCopied(true)
      setTimeout(() => setCopied(false), 2000)
    } catch {
      notifyFailed(new Error('The browser did not let the picture be copied. Download it instead.'))
    }
  }
  return (
    <Button
      variant="default"
      leftSection={isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      onClick={() => void copy()}
    >
      {isCopied ? 'Copied' : 'Copy'}
    </Button>
  )
}

interface QuickProps {
  link: QrLink
  draft: QrDraft
  onChange: (draft: QrDraft) => void
  onDesign: () => void
}

function QuickCode({ link, draft, onChange, onDesign }: QuickProps) {
  const { id: orgId, can } = useWorkspace()
  const { foreground, background } = draft.style
  const addressIn = (format: 'png' | 'svg') =>
    addressOf(drawLinkQrCode, {
      params: { orgId, linkId: link.id },
      query: { format, foreground, background },
    })
  const name = fileNameOf(`qr ${spoken(link.short_url)}`)
  return (
    <Stack gap="md" align="center">
      <QrPreview text={link.qr_url} draft={draft} label={`QR code of ${spoken(link.short_url)}`} />
      <QrPresets
        style={draft.style}
        onChange={(colors) => onChange({ ...draft, style: { ...draft.style, ...colors } })}
      />
      <Group gap="xs" justify="center">
        {(['png', 'svg'] as const).map((format) => (
          <Button
            key={format}
            component="a"
            href={addressIn(format)}
            download={`${name}.${format}`}
            variant={format === 'png' ? 'filled' : 'default'}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {format.toUpperCase()}
          </Button>
        ))}
        <CopyPicture address={addressIn('png')} />
        <Gated allowed={can('qr_codes.create')} reason="You need the permission qr_codes.create.">
          <Button variant="default" leftSection={<IconPalette size={16} aria-hidden />} onClick={onDesign}>
            Design and save
          </Button>
        </Gated>
      </Group>
      <Text size="xs" c="dimmed" ta="center">
        Scans are told apart from clicks. When the link leads elsewhere later, printed codes follow it.
      </Text>
    </Stack>
  )
}

/** A link's QR code: a quick download, or a design of its own that is saved. */
export function QrPanel({ link }: { link: QrLink }) {
  const [draft, setDraft] = useState<QrDraft>(NEW_DRAFT)
  const [isDesigning, setDesigning] = useState(false)
  if (!isDesigning)
    return <QuickCode link={link} draft={draft} onChange={setDraft} onDesign={() => setDesigning(true)} />
  return (
    <Suspense fallback={<Skeleton height={380} aria-busy />}>
      <QrForm link={link} code={null} draft={draft} onDone={() => setDesigning(false)} />
    </Suspense>
  )
}
