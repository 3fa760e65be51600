import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { drawnLevel, drawQrSvg, whyUnreadable } from '#shared/draw-qr-svg.ts'
import type { QrDraft } from './qr-drafts.ts'
import classes from './qr-preview.module.css'

interface QrPreviewProps {
  /** What the code holds. */
  text: string
  draft: QrDraft
  /** For screen readers: "QR code of go.example.com/menu". */
  label: string
}

/** A code as the server will draw it, drawn here at once; the library comes with the first one. */
export function QrPreview({ text, draft: { style, logo }, label }: QrPreviewProps) {
  const level = drawnLevel(style.error_level, logo !== null)
  const { data: modules } = useQuery({
    queryKey: ['qr-modules', text, level],
    queryFn: async () => {
      const { create } = await import('qrcode')
      return create(text, { errorCorrectionLevel: level }).modules
    },
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (previous) => previous,
  })
  if (modules === undefined) return <Skeleton className={classes.picture} aria-busy />
  const svg = drawQrSvg({ modules, style, logo })
  return (
    <img
      className={classes.picture}
      src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
      alt={label}
      data-faint={whyUnreadable(style) !== null || undefined}
    />
  )
}
