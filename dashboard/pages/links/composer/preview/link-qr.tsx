import { useEffect, useRef } from 'react'
import { drawLinkQrCode } from '#shared/contract/qr-codes.ts'
import { addressOf } from '../../../../api.ts'
import { useWorkspace } from '../../../../frame/use-me.ts'

const SIZE = 168
const MARGIN = 3

/** The QR code of a link as it will be, drawn on a canvas; the library is loaded when the first one shows. */
export function LinkQr({ text, label }: { text: string; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let isGone = false
    void import('qrcode').then(({ toCanvas }) => {
      if (!isGone && canvas.current !== null)
        void toCanvas(canvas.current, text, { width: SIZE, margin: MARGIN })
    })
    return () => {
      isGone = true
    }
  }, [text])
  return (
    <canvas
      ref={canvas}
      width={SIZE}
      height={SIZE}
      role="img"
      aria-label={label}
      style={{ borderRadius: 8, background: '#fff' }}
    />
  )
}

/** The QR code of a link as it is, drawn by the server: an address that stays needs no library. */
export function SavedLinkQr({ linkId, label }: { linkId: string; label: string }) {
  const { id: orgId } = useWorkspace()
  const query = { format: 'svg', margin: MARGIN } as const
  return (
    <img
      src={addressOf(drawLinkQrCode, { params: { orgId, linkId }, query })}
      width={SIZE}
      height={SIZE}
      alt={label}
      style={{ borderRadius: 8, background: '#fff' }}
    />
  )
}
